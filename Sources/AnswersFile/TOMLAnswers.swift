import CertificateModel
import TOMLKit

/// The keys of a TOML text.
enum TOMLAnswers {
    static func entries(of text: String, quoted: String) throws(Refusal) -> [AnswersDocument.Entry] {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw Refusal(
                "\(quoted) line \(error.source.begin.line): \(VisibleText.cleaned(error.description, limit: 200))",
                hint: "\"keyturn answers\" prints a file of the right form")
        } catch {
            throw Refusal("\(quoted) is not TOML", hint: "\"keyturn answers\" prints a file of the right form")
        }
        let lines = KeyLines(toml: text)
        return entries(of: table, under: []).map { path, value in
            AnswersDocument.Entry(path: path, value: value, line: lines.line(of: path))
        }
    }

    private static func entries(
        of table: TOMLTable, under path: [String]
    ) -> [(path: [String], value: AnswersDocument.Value)] {
        table.keys.sorted().flatMap { key -> [(path: [String], value: AnswersDocument.Value)] in
            guard let value = table[key] else { return [] }
            let inner = path + [key]
            if let table = value.table { return table.isEmpty ? [] : entries(of: table, under: inner) }
            return [(inner, self.value(of: value))]
        }
    }

    private static func value(of value: any TOMLValueConvertible) -> AnswersDocument.Value {
        if let text = value.string { return .string(text) }
        if let array = value.array {
            let texts = array.map(\.string)
            return texts.contains(nil)
                ? .other("a list of something else than texts") : .strings(texts.compactMap { $0 })
        }
        switch value.type {
        case .bool: return .other("true or false")
        case .int, .double: return .other("a number")
        default: return .other("a date or a time")
        }
    }
}
