import CertificateModel
import Synchronization
import TOMLKit

/// The settings in a TOML text.
enum TOMLDocument {
    /// A text, and what was read in it.
    private struct Reading {
        let kind: SettingsKind
        let bytes: [UInt8]
        let name: String
        let result: Result<SettingsDocument, Refusal>
    }

    /// What was read last. The library frees nothing of what it hands out: a screen, which reads its site configuration
    /// every few seconds, would grow by megabytes each day.
    private static let last = Mutex<Reading?>(nil)

    static func read(_ kind: SettingsKind, _ bytes: [UInt8], name: String) throws(Refusal) -> SettingsDocument {
        if let known = last.withLock(\.self), known.kind == kind, known.name == name, known.bytes == bytes {
            return try known.result.get()
        }
        let result = Result { () throws(Refusal) in try parse(kind, bytes, name: name) }
        last.withLock { $0 = Reading(kind: kind, bytes: bytes, name: name, result: result) }
        return try result.get()
    }

    private static func parse(_ kind: SettingsKind, _ bytes: [UInt8], name: String) throws(Refusal) -> SettingsDocument
    {
        let quoted = VisibleText.quoted(name)
        let lines = TOMLLines(bytes)
        if let refused = lines.refused {
            throw Refusal("\(quoted) line \(refused.line) has \(refused.reason)", hint: refused.hint)
        }
        let root: TOMLTable
        do { root = try TOMLTable(string: String(decoding: bytes, as: UTF8.self)) } catch let error as TOMLParseError {
            throw Refusal(
                "\(quoted) line \(error.source.begin.line) is not valid TOML: \(sentence(error.description))",
                hint: "write key = \"value\", each on a line of its own, below the [table] it belongs to; \(kind.guide)"
            )
        } catch {
            throw Refusal(
                "\(quoted) is not valid TOML", hint: "write key = \"value\", each on a line of its own; \(kind.guide)")
        }
        return SettingsDocument(kind, name: name, object(root), line: lines.line)
    }

    private static func object(_ table: TOMLTable) -> [String: JSONValue] {
        Dictionary(table.keys.compactMap { key in table[key].map { (key, value($0)) } }) { first, _ in first }
    }

    private static func value(_ value: any TOMLValueConvertible) -> JSONValue {
        if let text = value.string { return .string(text) }
        if let flag = value.bool { return .bool(flag) }
        if let number = value.int { return .integer(Int64(number)) }
        if let table = value.table { return .object(object(table)) }
        if let list = value.array { return .array(list.map(self.value)) }
        // Dates and other types that JSON does not have are refused before the parser runs.
        return value.double.map { .number($0) } ?? .null
    }

    /// The parser's message without its error class, on one line and cleaned: it may quote the file.
    private static func sentence(_ message: String) -> String {
        let words = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return VisibleText.cleaned(words, limit: 200)
    }
}
