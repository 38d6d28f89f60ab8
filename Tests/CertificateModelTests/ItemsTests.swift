import CertificateModel
import Testing

@Suite("A list that is typed")
struct ItemsTests {
    @Test(
        "is divided at commas, semicolons and white space, and has no empty items",
        arguments: [
            ("", []), (" , ;", []), ("a", ["a"]), ("a,b", ["a", "b"]), (" a, b;c\td  e ,", ["a", "b", "c", "d", "e"]),
        ])
    func items(_ text: String, _ expected: [String]) { #expect(text.items == expected) }
}
