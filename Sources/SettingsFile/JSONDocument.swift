import CertificateModel
import FoundationEssentials

/// The entries of a JSON text.
enum JSONDocument {
    static func entries(of bytes: [UInt8], quoted: String) throws(Refusal) -> [AnswersDocument.Entry] {
        let lines: JSONLines
        do { lines = try JSONLines(bytes) } catch {
            throw Refusal(
                "\(quoted) line \(error.line) is not valid JSON", hint: "it wants \(error.expected)")
        }
        if let duplicate = lines.duplicate {
            let path = VisibleText.quoted(duplicate.path.joined(separator: "."))
            throw Refusal(
                "\(quoted) line \(duplicate.line): \(path) is given twice", hint: "leave one of the two out")
        }
        let tree: JSONTree
        do { tree = try JSONDecoder().decode(JSONTree.self, from: Data(bytes)) } catch {
            throw Refusal("\(quoted) is not valid JSON", hint: "check its numbers and escapes")
        }
        guard case .object(let object) = tree else { return [] }
        var entries: [AnswersDocument.Entry] = []
        collect(object, at: [], lines: lines, into: &entries)
        return entries
    }

    private static func collect(
        _ object: [String: JSONTree], at path: [String], lines: JSONLines, into entries: inout [AnswersDocument.Entry]
    ) {
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            let path = path + [key]
            if case .object(let inner) = value, !inner.isEmpty {
                collect(inner, at: path, lines: lines, into: &entries)
            } else {
                entries.append(.init(path: path, value: self.value(value), line: lines.lines[path]))
            }
        }
    }

    private static func value(_ value: JSONTree) -> AnswersDocument.Value {
        switch value {
        case .string(let text): return .string(text)
        case .boolean(let flag): return .boolean(flag)
        case .integer(let number): return .integer(number)
        case .object: return .emptyTable
        case .null, .number: return .other(value.typeName)
        case .list(let list):
            var texts: [String] = []
            for element in list {
                guard case .string(let text) = element else {
                    return .other("a list with \(element.typeName) in it")
                }
                texts.append(text)
            }
            return .strings(texts)
        }
    }
}
