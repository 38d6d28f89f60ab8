import SourceTexts
import Testing

@Suite("The rules find what they are there to find")
struct RulesTests {
    @Test(
        "an import against the arrows is found, however it is written",
        arguments: [
            ("Screens", "import Glibc", "Glibc"),
            ("ScreenKit", "  @preconcurrency internal import Foundation", "Foundation"),
            ("CertificateModel", "import struct FoundationEssentials.Date", "FoundationEssentials"),
            ("CertificateStore", "@testable import COpenSSL", "COpenSSL"),
            ("Terminal", "import COpenSSL;", "COpenSSL"),
            ("keyturn", "import CNcurses // why not", "CNcurses"),
        ])
    func wrongImport(part: String, line: String, module: String) {
        let file = SourceText(path: "Sources/\(part)/Wrong.swift", "import CertificateModelX\n\(line)\n")
        #expect(
            Rules.breaches(of: file) == [
                "Sources/\(part)/Wrong.swift:1: \(part) must not import CertificateModelX",
                "Sources/\(part)/Wrong.swift:2: \(part) must not import \(module)",
            ])
    }

    @Test("a file of a part that nobody declared is found")
    func unknownPart() {
        let file = SourceText(path: "Sources/Extras/New.swift", "let one = 1")
        #expect(
            Rules.breaches(of: file) == ["Sources/Extras/New.swift: no arrows are declared for the part \"Extras\""])
    }

    @Test("a trap is found, and its line")
    func trap() {
        let file = SourceText(path: "Sources/Screens/A.swift", "let a = 1\nlet b = try! c()\nfatalError(\"no\")")
        #expect(
            Rules.breaches(of: file) == [
                "Sources/Screens/A.swift:2: \"try!\" ends the program instead of saying why",
                "Sources/Screens/A.swift:3: \"fatalError(\" ends the program instead of saying why",
            ])
    }

    @Test("who reads the host past the world is found", arguments: Rules.readers)
    func reading(_ reader: String) {
        let text = "let a = 1\nlet b = \(reader)"
        #expect(
            Rules.breaches(of: SourceText(path: "Sources/Operations/A.swift", text)) == [
                "Sources/Operations/A.swift:2: \"\(reader)\" reads the host past the world"
            ])
        #expect(Rules.breaches(of: SourceText(path: "Sources/Operations/World+Real.swift", text)) == [])
    }

    @Test("comments and multi-line strings are no code")
    func notCode() {
        let text = """
            // import Foundation
            /* import Glibc
            import Terminal */
            let help = \"\"\"
                import COpenSSL
                try! it
                \"\"\"
            let importance = 1
            """
        #expect(Rules.breaches(of: SourceText(path: "Sources/Screens/A.swift", text)) == [])
    }
}
