import CertificateModel
import Testing

@Suite("Text")
struct TextTests {
    @Test(arguments: [
        ("plain ünïcode 日本 😀", "plain ünïcode 日本 😀"), ("a\u{1b}[2J", "a\\u{1b}[2J"),
        ("\n\r\t\0", "\\u{a}\\u{d}\\u{9}\\u{0}"),
        ("\u{7f}", "\\u{7f}"), ("\u{80}\u{9b}\u{9f}", "\\u{80}\\u{9b}\\u{9f}"), ("\u{a0}", "\u{a0}"),
        (
            "\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}",
            "\\u{202a}\\u{202e}\\u{2066}\\u{2069}\\u{200e}\\u{200f}\\u{61c}"
        ),
        ("\u{200b}\u{feff}\u{ad}", "\\u{200b}\\u{feff}\\u{ad}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
        ("\u{34f}\u{3164}\u{115f}\u{fe0f}\u{200d}", "\\u{34f}\\u{3164}\\u{115f}\\u{fe0f}\\u{200d}"),
        ("\u{e000}\u{e0041}\u{10ffff}", "\\u{e000}\\u{e0041}\\u{10ffff}"), ("\r\n", "\\u{d}\\u{a}"),
    ])
    func `from outside is shown escaped where a terminal must not see it`(_ text: String, _ visible: String) {
        #expect(VisibleText.cleaned(text) == visible)
    }

    @Test(arguments: [
        ("{\n  \"é\" : \"日本\"\n}", "{\n  \"é\" : \"日本\"\n}"), ("\"a\u{9b}31m\u{7f}\"", #""a\u009b31m\u007f""#),
        ("\"\u{202e}\u{2028}\u{200d}\"", #""\u202e\u2028\u200d""#), ("\"\u{e0041}\"", #""\udb40\udc41""#),
    ])
    func `in JSON is escaped as JSON has it, so that its value stays`(_ json: String, _ escaped: String) {
        #expect(VisibleText.json(json) == escaped)
    }

    @Test func `in a sentence is quoted, and cut with a remark`() {
        #expect(VisibleText.quoted("a\u{1b}") == "\"a\\u{1b}\"")
        let long = String(repeating: "x", count: 201)
        #expect(VisibleText.quoted(long) == "\"\(long.dropLast())… (201 characters)\"")
        #expect(VisibleText.quoted(long.dropLast()) == "\"\(long.dropLast())\"")
    }

    @Test(arguments: [
        ("hostnmae", "hostname"), ("Hostname", "hostname"), ("rol", "role"), ("profil", "profile"), ("zzzzzz", nil),
        ("", nil),
    ])
    func `that is no known name may be near one`(_ text: String, _ near: String?) {
        #expect(NearestName.of(text, among: ["role", "hostname", "profile"]) == near)
        #expect(NearestName.of(text, among: []) == nil)
    }
}
