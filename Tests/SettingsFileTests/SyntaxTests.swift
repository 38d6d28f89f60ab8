import SettingsFile
import CertificateModel
import Testing

@Suite("What is no TOML and no JSON")
struct SyntaxTests {
    @Test(arguments: [
        ("{\"role\": \"primary\"", 1, "write a comma or \"}\""),
        ("{\n\"role\" \"primary\"}", 2, "write a colon after the key"),
        ("{\n\"role\": primary}", 2, "write a value, with texts in double quotes"),
        ("{\n\"names\": {\"dns\": [\"a\" \"b\"]}}", 2, "write a comma or \"]\""),
        ("{\n\n role: 1}", 3, "write a key in double quotes"),
        ("{\"role\": \"prim\nary\"}", 1, "write a closing double quote"),
        ("{\"role\":\n}", 2, "write a value"),
        ("{}\n\n{}", 3, "end the text after the last \"}\""),
        ("{\"a\":\(String(repeating: "[", count: 600))", 1, "use less nesting"),
    ])
    func `as JSON is refused with its line and what to write`(_ text: String, _ line: Int, _ wanted: String) {
        #expect(
            SettingsSample.refusal(text, name: "a.json") == "\"a.json\" line \(line) is not valid JSON\nhint: \(wanted)"
        )
    }

    @Test(arguments: ["{\"role\": \"\\ud800\"}", "{\"role\": \"\\x\"}", "{\"role\": 0x10}", "{\"role\": 01}"])
    func `as JSON in its texts and numbers is refused too`(_ text: String) {
        #expect(SettingsSample.refusal(text, name: "a.json").hasPrefix("\"a.json\""))
    }

    @Test(arguments: [
        ("role = \"primary\"\nrole = \"primary\"", 2), ("\n\nrole", 3), ("[lan1\nipv4 = 1", 1),
        ("role = \"prim\nary\"", 1), ("a = \"\"\"\nrole = 1", 2), ("= 7", 1), ("[lan1]\n[lan1]", 2),
        ("a = \(String(repeating: "[", count: 5000))", 1), ("a = 1 2", 1), ("a = \n", 1),
    ])
    func `as TOML is refused with its line`(_ text: String, _ line: Int) {
        let refusal = SettingsSample.refusal(text)
        #expect(refusal.hasPrefix("\"answers.toml\" line \(line) is not valid TOML: "), "\(refusal)")
        #expect(
            refusal.hasSuffix(
                "\nhint: write key = \"value\", each on a line of its own, below the [table] it belongs to; "
                    + "\"keyturn answers\" prints a file to start from"))
    }

    @Test func `as text is refused with its line`() {
        for byte: UInt8 in [0x00, 0x80, 0xc0, 0xff] {
            for start in ["role = \"primary\"\n# ", "{\n\""] {
                #expect(
                    SettingsSample.refusal {
                        try SettingsReader.document(.answers, of: Array(start.utf8) + [byte], name: "answers.toml")
                    }
                        == "\"answers.toml\" line 2 is not UTF-8 text\nhint: save the file as plain text in UTF-8")
            }
        }
    }

    @Test func `as a size is refused`() {
        let large = [UInt8](repeating: 0x20, count: 1 << 20 + 1)
        #expect(
            SettingsSample.refusal { try SettingsReader.document(.answers, of: large, name: "answers.toml") }
                == "\"answers.toml\" is larger than 1 MiB, the limit for answers\nhint: check that it is the file you mean"
        )
        #expect(throws: Never.self) {
            try SettingsReader.document(.answers, of: Array(large.dropLast()), name: "answers.toml")
        }
    }

    @Test func `for the parser is refused before it: null characters and endless tables`() {
        #expect(
            SettingsSample.refusal("\nhostname = \"ipo1\\u0000.example.com\"")
                == "\"answers.toml\" line 2 has a null character in a text\nhint: correct that line")
        let deep = String(repeating: "a.", count: 300_000)
        #expect(
            SettingsSample.refusal("\(deep)a = 1")
                == "\"answers.toml\" line 1 has a key in too many tables\nhint: correct that line")
        #expect(SettingsSample.refusal("x = { \(deep)a = 1 }").contains("too many tables"))
        #expect(SettingsSample.refusal("[\(deep)a]").contains("too many tables"))
    }

    @Test(arguments: [
        "hostname = \"\u{1b}[2J\"", "\"\\u001b[2J\\u202e\" = 1", "{\"\\u001b[2J\": 1}", "hostname = \"\\u009b2J\"",
        "role = \u{1b}[2J", "role = \"\u{202e}\"", "[\"\\u2028\"]\nx = 1", "{\"role\": \"\\u0007\"}",
    ])
    func `fit for a terminal never reaches it`(_ text: String) {
        let refusal = SettingsSample.refusal(text, name: "a\u{1b}]0;\u{7}\u{202e}.toml")
        let hostile = refusal.unicodeScalars.filter { $0 != "\n" && VisibleText.isUnsafe($0) }
        #expect(refusal != "accepted" && hostile.isEmpty, "\(refusal)")
    }

    @Test(arguments: ["[=]", "[ ", "[[.a]]", "x = 1\n[\n", "[é]", "[#"])
    func `has a table without a name`(_ text: String) {
        let line = text.hasPrefix("x") ? 2 : 1
        #expect(
            SettingsSample.refusal(text)
                == "\"answers.toml\" line \(line) has no table name after \"[\"\nhint: correct that line")
    }

    @Test func `and whatever is made of the pieces of one, never ends the program`() {
        let pieces = [
            "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "#", "\"", "'", "\"\"\"", "\'\'\'", "\\", "\n", " ", "a",
            "lan1",
            "\\u0041", "1", "1.5", "true", "2026-11-24", "é", "-", "+", "_", ":", "\r\n", "\t", "\u{a0}", "a = ",
            "[a]\n",
        ]
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in pieces.randomElement() ?? "" }.joined()
            _ = SettingsSample.refusal(text)
        }
    }

    @Test func `and whatever else comes, never ends the program`() {
        // A walk through texts that are nearly right: every prefix, and every octet changed once.
        let toml = "role = \"primary\" # x\n[lan1]\nipv6 = ['a', \"\"\"b\"\"\"]\nx.\"y\".'z' = {k = 1.5}\n"
        let json = "{\"role\": \"primary\", \"lan1\": {\"ipv6\": [\"a\", 1e3, null, true, {\"x\": []}]}}"
        for text in [toml, json] {
            let bytes = Array(text.utf8)
            for index in bytes.indices {
                _ = SettingsSample.refusal {
                    try SettingsReader.document(.answers, of: Array(bytes[..<index]), name: "x")
                }
                for other in Array("\"'[]{}=.,\\#\n x".utf8) + [0x7f, 0xff] {
                    var changed = bytes
                    changed[index] = other
                    _ = SettingsSample.refusal {
                        try Answers(SettingsReader.document(.answers, of: changed, name: "x"))
                    }
                }
            }
        }
    }
}
