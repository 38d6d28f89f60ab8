import CertificateModel
import FoundationEssentials

/// The keys of a JSON text.
enum JSONAnswers {
    static func entries(of text: String, quoted: String) throws(Refusal) -> [AnswersDocument.Entry] {
        let tree: Tree
        do { tree = try JSONDecoder().decode(Tree.self, from: Data(text.utf8)) } catch {
            throw Refusal("\(quoted) is not JSON", hint: "look for a missing comma, quote or brace")
        }
        let lines = KeyLines(json: text)
        return entries(of: tree, under: []).map { path, value in
            AnswersDocument.Entry(path: path, value: value, line: lines.line(of: path))
        }
    }

    private static func entries(
        of tree: Tree, under path: [String]
    ) -> [(path: [String], value: AnswersDocument.Value)] {
        switch tree {
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { entries(of: $0.value, under: path + [$0.key]) }
        case .leaf(let value): [(path, value)]
        }
    }

    /// Objects by their keys, and everything else as a value of an answers file.
    private enum Tree: Decodable {
        case object([String: Tree])
        case leaf(AnswersDocument.Value)

        init(from decoder: any Decoder) throws {
            if let container = try? decoder.container(keyedBy: AnyKey.self) {
                var members: [String: Tree] = [:]
                for key in container.allKeys { members[key.stringValue] = try container.decode(Tree.self, forKey: key) }
                self = .object(members)
                return
            }
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .leaf(.string(text))
            } else if let texts = try? container.decode([String].self) {
                self = .leaf(.strings(texts))
            } else if (try? container.decode(Bool.self)) != nil {
                self = .leaf(.other("true or false"))
            } else if (try? container.decode(Double.self)) != nil {
                self = .leaf(.other("a number"))
            } else {
                self = .leaf(.other(container.decodeNil() ? "null" : "a list of something else than texts"))
            }
        }
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
