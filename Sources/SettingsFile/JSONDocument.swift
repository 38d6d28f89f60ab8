import CertificateModel
import FoundationEssentials

/// The settings in a JSON text.
enum JSONDocument {
    static func read(_ kind: SettingsKind, _ bytes: [UInt8], name: String) throws(Refusal) -> SettingsDocument {
        let quoted = VisibleText.quoted(name)
        let lines: JSONLines
        do { lines = try JSONLines(bytes) } catch {
            throw Refusal("\(quoted) line \(error.line) is not valid JSON", hint: error.hint)
        }
        if let duplicate = lines.duplicate {
            let path = VisibleText.quoted(duplicate.path.joined(separator: "."))
            throw Refusal(
                "\(quoted) line \(duplicate.line): \(path) is given twice", hint: "leave one of the two out")
        }
        guard let object = try? JSONDecoder().decode([String: JSONValue].self, from: Data(bytes)) else {
            throw Refusal("\(quoted) is not valid JSON", hint: "check its numbers and escapes")
        }
        return SettingsDocument(kind, name: name, object) { lines.lines[$0] }
    }
}
