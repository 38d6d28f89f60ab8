import CertificateModel
import Testing

@Suite("A site configuration that is changed in one place")
struct SiteTextTests {
    @Test(
        "Only the value changes, wherever and however it is written",
        arguments: [
            ("[renewal]\nautomatic = true\n", "[renewal]\nautomatic = false\n"),
            ("[renewal]\r\nautomatic = true\r\n", "[renewal]\r\nautomatic = false\r\n"),
            ("  [ renewal ] # a\n\tautomatic=true# b", "  [ renewal ] # a\n\tautomatic=false# b"),
            (
                "renewal.automatic   =   true\n[hooks]\ntimeout = 1",
                "renewal.automatic   =   false\n[hooks]\ntimeout = 1"
            ),
            ("[\"renewal\"]\n\"automatic\" = true", "[\"renewal\"]\n\"automatic\" = false"),
            ("[hooks]\nautomatic = true\n[renewal]\n", "[hooks]\nautomatic = true\n[renewal]\nautomatic = false\n"),
            ("[renewal]\n# automatic = true\n[hooks]\n", "[renewal]\nautomatic = false\n# automatic = true\n[hooks]\n"),
            ("", "[renewal]\nautomatic = false\n"),
            ("profile = \"documented\"\n", "profile = \"documented\"\n\n[renewal]\nautomatic = false\n"),
            ("profile = \"documented\"", "profile = \"documented\"\n\n[renewal]\nautomatic = false\n"),
            ("[renewal]\nautomatic = false\n", "[renewal]\nautomatic = false\n"),
        ])
    func changes(_ before: String, _ after: String) {
        #expect(SiteText.setting(renewsAutomatically: false, in: before) == after)
    }

    @Test("Off and on again is what it was")
    func back() {
        let text = "# ours\n\n[renewal]\nautomatic = true # for now\n\n[history]\nkeep = 3\n"
        let off = SiteText.setting(renewsAutomatically: false, in: text)
        #expect(off != text && SiteText.setting(renewsAutomatically: true, in: off) == text)
    }
}
