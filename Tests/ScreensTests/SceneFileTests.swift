import SceneKit
import ScreenKit
import Testing

@Suite("Scene files")
struct SceneFileTests {
    private static let header = """
        title: A scene
        size: 4x2
        charset: utf8
        clock: 2027-03-01 09:30:00
        store: /var/lib/keyturn

        """
    private static let picture = """
        picture:
        +----+
        |ab  |
        +----+
        styles:
        +----+
        |V...|
        +----+
        cursor: row 1, column 2

        """

    @Test("A scene is read whole")
    func whole() throws {
        let scene = try Scene(parsing: Self.header + "keys: Enter \"a b\" Down*2 <9x3> ^G\n\n" + Self.picture)
        #expect(scene.steps.count == 8)
        #expect(scene.picture?.rows == ["ab  "])
        #expect(scene.picture?.cursor?.column == 1)
    }

    private static let mistakes: [(text: String, sentence: String)] = [
        ("colour: red\n", "line 1: \"colour: red\" is no line of a header; it starts with one of: title, size"),
        ("size: 80\n", "line 1: \"80\" is no size; write columns and rows, as in 80x24"),
        (header + "size: 4x2\n", "line 6: \"size\" is given twice"),
        (header + "keys: Return\n", "line 6: \"Return\" is no key; write a name such as Enter or ^G"),
        (header + "port: eth0 nonsense\n", "line 6: \"eth0 nonsense\" is no port; write the name"),
        (header + "dns: 10.0.0.256 a\n", "line 6: \"10.0.0.256\" is not an IPv4 address: 256 is more than 255"),
        ("title: A scene\n", "the header has no \"size\""),
        (header + picture.replacing("V...", with: "Vz.."), "\"z\" in row 1 of the styles is the letter of no style"),
        (header + picture.replacing("|ab  |", with: "|ab"), "\"|ab\" does not stand between two \"|\""),
        (header + picture.replacing("row 1,", with: "1"), "is neither \"cursor: hidden\" nor"),
    ]

    @Test("What is wrong with a file is said in a sentence", arguments: mistakes)
    func refusals(_ text: String, _ sentence: String) {
        let error = #expect(throws: SceneError.self) { try Scene(parsing: text) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "no error")")
    }

    @Test(
        "Random digits are hidden, and nothing else is",
        arguments: [
            ("0123456789abcdef.", "################."), ("0123456789abcde.", "0123456789abcde."),
            ("00:11:22:33:44:55:66:77:88", "##:##:##:##:##:##:##:##:##"), ("00:e0:07:05:73:07", "00:e0:07:05:73:07"),
            ("01234567…", "########…"), ("01234567... (256 bytes)", "########... (256 bytes)"),
            ("added...", "added..."), ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1:2:3:4:5"),
            ("################", "################"), ("0123456789… (71 bytes)", "##########… (## bytes)"),
            (" 00ab 12cd 34ef 5678 ", " #### #### #### #### "), ("00ab 12cd 34ef", "00ab 12cd 34ef"),
            ("652 B", "### B"), ("2 Be", "2 Be"),
            ("good.p12  3.4 KiB", "good.p12  #.# KiB"), ("20 bytes", "20 bytes"),
            ("0010  30 82  04 0  ", "0010  30 82  04 0  "),
            ("0000  20 41 41 41 41 41 20 20   AAAAA", "0000  ## ## ## ## ## ## ## ##  ########"),
            ("0010  ## ## ## ## ## ## ## ##  ########", "0010  ## ## ## ## ## ## ## ##  ########"),
            ("MIIEkzCCA3ugAwIBAgIU  ", "####################  "), (" aGVsbG8gd29ybGQhISEh", " aGVsbG8gd29ybGQhISEh"),
        ])
    func mask(_ text: String, _ masked: String) {
        #expect(SceneMask.masked(text) == masked)
        #expect(SceneMask.masked(masked) == masked)
    }

    @Test("A line of a fingerprint that a dialog covers is hidden as well")
    func maskUnderADialog() {
        let rows = ["  00ab 12cd 34ef 5678 ", "  9a┌─ Serve ", "  9a┌─ Serve "]
        #expect(SceneMask.masked(rows) == ["  #### #### #### #### ", "  ##┌─ Serve ", "  9a┌─ Serve "])
    }
}
