import SourceTexts
import Testing

@Suite("A file is found by its name")
struct FileNameTests {
    private static let files = Result { try SourceTree.files() }

    @Test("no two files of the program have the same name")
    func unique() throws {
        let names = try Self.files.get().map(\.name)
        #expect(Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.map(\.key).sorted() == [])
    }

    @Test("a file has the type or the function that it is named after; one with a plus sign extends a type")
    func named() throws {
        for file in try Self.files.get() {
            let parts = file.name.split(separator: "+").map(String.init)
            let function = parts[0].prefix(1).lowercased() + parts[0].dropFirst()
            let declarations =
                parts.count > 1
                ? ["extension \(parts[0])", "extension [\(parts[0])"]
                : ["struct", "class", "enum", "protocol", "actor", "typealias", "extension"].map { "\($0) \(parts[0])" }
                    + ["func \(function)", "extension \(parts[0])"]
            let isNamed = declarations.contains { declaration in
                file.lines(holding: declaration).contains { line in
                    let rest = file.lines[line - 1].split(separator: declaration).last?.first
                    return rest.map { !$0.isLetter && !$0.isNumber } ?? true
                }
            }
            if !isNamed { Issue.record("\(file.path)") }
        }
    }
}

extension SourceText {
    /// The name of the file without what all of them end in.
    fileprivate var name: String { path.split(separator: "/").last.map { String($0.dropLast(".swift".count)) } ?? "" }
}
