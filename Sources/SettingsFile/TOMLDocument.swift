import CertificateModel
import TOMLKit

/// The entries of a TOML text.
enum TOMLDocument {
    static func entries(of bytes: [UInt8], quoted: String) throws(Refusal) -> [AnswersDocument.Entry] {
        let lines = TOMLLines(bytes)
        if let refused = lines.refused {
            throw Refusal("\(quoted) line \(refused.line) has \(refused.reason)", hint: refused.hint)
        }
        let root: TOMLTable
        do { root = try TOMLTable(string: String(decoding: bytes, as: UTF8.self)) } catch let error as TOMLParseError {
            throw Refusal(
                "\(quoted) line \(error.source.begin.line) is not valid TOML: \(sentence(error.description))",
                hint: "write key = \"value\", each on a line of its own, below the [table] it belongs to")
        } catch {
            throw Refusal("\(quoted) is not valid TOML", hint: "write key = \"value\", each on a line of its own")
        }
        var entries: [AnswersDocument.Entry] = []
        collect(root, at: [], lines: lines, into: &entries)
        return entries
    }

    private static func collect(
        _ table: TOMLTable, at path: [String], lines: TOMLLines, into entries: inout [AnswersDocument.Entry]
    ) {
        for key in table.keys {
            guard let value = table[key] else { continue }
            let path = path + [key]
            if let inner = value.table, !inner.isEmpty {
                collect(inner, at: path, lines: lines, into: &entries)
            } else {
                entries.append(.init(path: path, value: self.value(value), line: lines.line(of: path)))
            }
        }
    }

    private static func value(_ value: any TOMLValueConvertible) -> AnswersDocument.Value {
        if let text = value.string { return .string(text) }
        if let flag = value.bool { return .boolean(flag) }
        if let number = value.int { return .integer(number) }
        if value.table != nil { return .emptyTable }
        guard let list = value.array else { return .other(value.typeName) }
        var texts: [String] = []
        for element in list {
            guard let text = element.string else { return .other("a list with \(element.typeName) in it") }
            texts.append(text)
        }
        return .strings(texts)
    }

    /// The parser's message without its class, on one line, and fit for a terminal: it may quote the file.
    private static func sentence(_ message: String) -> String {
        let words = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return VisibleText.cleaned(words, limit: 200)
    }
}

extension TOMLValueConvertible {
    /// What a sentence calls a value of this kind.
    fileprivate var typeName: String {
        switch type {
        case .int, .double: "a number"
        case .bool: "true or false"
        case .date, .time, .dateTime: "a date"
        case .array: "a list"
        case .table: "a table"
        case .string: "text"
        }
    }
}
