import SourceTexts
import Testing

@Suite("A file is found by its name")
struct FileNameTests {
    private static let program = Result { try SourceTree.files() }
    /// `main.swift` and `Package.swift` have the names that the compiler wants.
    private static let tests = Result {
        try SourceTree.files(under: "Tests").filter { !["main", "Package"].contains($0.name) }
    }

    @Test("no two files of the program and its tests have the same name")
    func unique() throws {
        let names = try (Self.program.get() + Self.tests.get()).map(\.name)
        #expect(Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.map(\.key).sorted() == [])
    }

    @Test("a file has the type or the function that it is named after; one with a plus sign extends a type")
    func named() throws {
        for file in try Self.program.get() + Self.tests.get() where !file.isNamed { Issue.record("\(file.path)") }
    }

    @Test("a suite is alone in a file, and both have a name that ends in Tests")
    func suites() throws {
        for file in try Self.tests.get() {
            let suites = file.suites
            if suites != (file.name.hasSuffix("Tests") ? [file.name] : []) {
                Issue.record("\(file.path): \(suites.joined(separator: ", "))")
            }
        }
    }
}

extension SourceText {
    /// The name of the file without what all of them end in.
    fileprivate var name: String { path.split(separator: "/").last.map { String($0.dropLast(".swift".count)) } ?? "" }

    /// The types with the attribute `@Suite`, which is on their line or above it.
    fileprivate var suites: [String] {
        lines.indices.filter { lines[$0].hasPrefix("@Suite") }.compactMap { start in
            lines[start...].lazy.prefix(4).compactMap { line in
                let words = (line.split(separator: ")").last ?? "").split { $0 == " " || $0 == ":" || $0 == "{" }
                let kind = words.firstIndex { $0 == "struct" || $0 == "class" } ?? words.endIndex
                return words[kind...].dropFirst().first.map(String.init)
            }.first
        }
    }

    /// Whether the file declares or extends what it is named after.
    fileprivate var isNamed: Bool {
        let parts = name.split(separator: "+").map(String.init)
        let function = parts[0].prefix(1).lowercased() + parts[0].dropFirst()
        let kinds = ["struct", "class", "enum", "protocol", "actor", "typealias", "extension"]
        let declarations =
            if parts.count > 1 {
                ["extension \(parts[0])", "extension [\(parts[0])"]
            } else if name.hasSuffix("Tests") {
                ["struct \(name)", "class \(name)"]
            } else {
                kinds.map { "\($0) \(parts[0])" } + ["func \(function)"]
            }
        return declarations.contains { declaration in
            lines(holding: declaration).contains { line in
                let rest = lines[line - 1].split(separator: declaration).last?.first
                return rest.map { !$0.isLetter && !$0.isNumber } ?? true
            }
        }
    }
}
