import SettingsFile
import CertificateModel
import Testing

@Suite("The line of a key")
struct LinesTests {
    /// The lines of the entries, by their dotted paths.
    private func lines(_ text: String) throws -> [String: Int] {
        Dictionary(
            try SettingsSample.document(text).entries.map { ($0.path.joined(separator: "."), $0.line ?? 0) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func `in TOML is that of the key in its table`() throws {
        let text = #"""
            # hostname = "comment"
            a = """
            [lan9]
            b = 1 \""" still text
            """
            'c' = '''
            d = 1'''
            lists = [ # x = 1
              "]", ']',
              # e = 1
              "last",
            ]
            [ lan1 ]   # table
            "ipv4" = "x" # [lan2]
            ipv6 = []
            inner.key = 1
            [lan2] # again
            ipv4 = "y"
            inline = { f = 1, g = [ 2 ] }
            [lan2.deep]
            h = 1
            """#
        #expect(
            try lines(text) == [
                "a": 2, "c": 6, "lists": 8, "lan1.ipv4": 14, "lan1.ipv6": 15, "lan1.inner.key": 16, "lan2.ipv4": 18,
                "lan2.inline.f": 19, "lan2.inline.g": 19, "lan2.deep.h": 21,
            ])
    }

    @Test func `in JSON is that of the key in its object`() throws {
        let text = """
            {
              "a": "b\\": {", "c":
              1, "lan1": {"ipv4": [1, {"x": 1}, {"x": 1}],
                "ipv6": {
              "d": null}
            }}
            """
        #expect(try lines(text) == ["a": 2, "c": 2, "lan1.ipv4": 3, "lan1.ipv6.d": 5])
    }

    @Test func `decides which of several mistakes is told first`() {
        #expect(SettingsSample.refusal("zebra-a = 1\napple-b = 1").hasPrefix("\"answers.toml\" line 1: \"zebra-a\""))
        #expect(
            SettingsSample.refusal("{\"zebra-a\": 1,\n\"apple-b\": 1}").hasPrefix(
                "\"answers.toml\" line 1: \"zebra-a\""))
    }
}
