import CertificateModel
import Glibc
import HostileDER
import Testing

@Suite("No hostile byte of a certificate, a file name or a peer reaches the terminal")
struct ReviewHostileTests {
    /// Texts that could act on a terminal, or hide what stands beside them.
    private static let texts: [(name: String, value: [UInt8])] = [
        ("control", text("\u{1b}[2J\u{7}\r\u{8}x")), ("c1", text("\u{9b}31mred")),
        ("delete", text("a\u{7f}b")), ("bidi", text("\u{202e}moc.elpmaxe\u{2066}")),
        ("zero-width", text("a\u{200b}\u{200d}\u{feff}\u{2060}b")), ("nul", text("bank.example\0.evil.example")),
        ("newline", text("one\ntwo\u{2028}three")), ("empty", text("")),
        ("long", text(String(repeating: "x", count: 65_536))),
        ("not-utf8", DERWriter.value(0x0c, [0x41, 0xc3, 0x28, 0x9b, 0x1b])),
        ("bmp", DERWriter.value(0x1e, [0, 0x1b, 0, 0x5b, 0x20, 0x2e, 0xd8, 0])),
        ("t61", DERWriter.value(0x14, [0x1b, 0x9b, 0xe9])), ("ia5", DERWriter.value(0x16, [0x1b, 0x9b, 0xff])),
        ("octets", DERWriter.value(0x04, Array(0...255))),
    ]

    private static func text(_ text: String) -> [UInt8] { DERWriter.text(0x0c, text) }

    private static func name(_ value: [UInt8]) -> [UInt8] {
        DERWriter.name([DERWriter.attribute("2.5.4.3", value)])
    }

    /// One certificate for each way of being hostile.
    private static var certificates: [(name: String, der: [UInt8])] {
        texts.map { text in
            let names = DERWriter.sequence(
                DERWriter.value(0x82, Array(text.value.dropFirst(2).prefix(100))),
                DERWriter.value(0x86, Array("http://\u{1b}]0;x\u{7}\u{9b}".utf8)))
            return (
                text.name,
                HostileCertificate {
                    $0.subject = name(text.value)
                    $0.issuer = name(text.value)
                    $0.extensions = [
                        DERWriter.sequence(DERWriter.identifier("2.5.29.17"), DERWriter.value(0x04, names)),
                        DERWriter.sequence(
                            DERWriter.identifier("1.2.3.4.5"), DERWriter.value(0x01, [0xff]),
                            DERWriter.value(0x04, [0x0c, 0x03, 0x1b, 0x5b, 0x4a])),
                    ]
                }.der
            )
        } + [
            ("serial-negative", HostileCertificate { $0.serial = DERWriter.integer(0x80, 1) }.der),
            (
                "serial-long",
                HostileCertificate { $0.serial = DERWriter.value(0x02, [UInt8](repeating: 0x7b, count: 40)) }.der
            ),
            ("date-malformed", HostileCertificate { $0.notAfter = DERWriter.text(0x17, "\u{1b}[2Jno date") }.der),
            ("date-late", HostileCertificate { $0.notAfter = DERWriter.text(0x18, "99991231235959Z") }.der),
            (
                "key-unknown",
                HostileCertificate { $0.publicKey = HostileCertificate.key("1.3.9999.1", [], [0x1b, 0x5b]) }.der
            ),
        ]
    }

    private let scratch: Scratch
    private let folder: String

    init() throws {
        scratch = try Scratch()
        folder = scratch.path("hostile")
        mkdir(folder, 0o755)
        for (name, der) in Self.certificates { Files.write(der, to: "\(folder)/\(name).der") }
        // A file name is as hostile as a certificate.
        Files.write(Self.certificates[0].der, to: "\(folder)/\u{1b}[2J\u{202e}name\n.der")
    }

    /// What no text of the program may hold; line feeds apart.
    private func unsafe(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { $0 != "\n" && VisibleText.isUnsafe($0) }
    }

    @Test("tables and JSON show every one, and nothing that a terminal would obey", arguments: ["table", "json"])
    func printed(format: String) throws {
        let finished = try Program.run(["review", folder, "--format", format], in: scratch)
        #expect((finished.status, finished.errors) == (0, ""))
        #expect(unsafe(finished.output) == [])
        for (name, _) in Self.certificates { #expect(finished.output.contains("/\(name).der"), "\(name)") }
        #expect(finished.output.contains("\\u{1b}[2J"))
    }

    @Test("an error that names a hostile file says it escaped")
    func errors() throws {
        let path = "\(folder)/\u{1b}]0;title\u{7}missing\u{202e}.pem"
        for arguments in [["review", path], ["import", path], ["review", path, "--format", "json"]] {
            let finished = try Program.run(arguments, in: scratch)
            #expect(finished.status == 65)
            #expect(unsafe(finished.errors + finished.output) == [])
            #expect(finished.errors.contains("\\u{1b}]0;title\\u{7}missing\\u{202e}.pem"))
        }
    }

    @Test("a peer that greets with control sequences is not quoted")
    func peer() throws {
        let server = try PeerServer(.text, Array("220 \u{1b}[2J\u{9b}31m\u{202e}mail\r\n".utf8), in: scratch)
        let finished = try Program.run(["review", server.address, "--timeout", "3"], in: scratch)
        #expect(finished.status == 69)
        #expect(unsafe(finished.errors) == [])
        #expect(finished.errors.contains("neither in TLS nor in text"))
    }

    @Test("list, certificate, detail, chain and checks send the terminal only what terminfo has")
    func screens() throws {
        let console = try Console(in: scratch)
        let recording = scratch.path("recording")
        try console.record(to: recording)
        try console.start(["review", folder])
        try console.wait(for: "Certificates", "Enter Open")
        for _ in Self.certificates {
            try console.press("Enter")
            try console.wait(for: "Certificate", "Enter Detail")
            for key in ["Down", "Down", "Down", "Down", "Enter", "Escape", "t", "Escape", "c", "Escape", "Escape"] {
                try console.press(key)
            }
            try console.wait(for: "Enter Open", "Filter")
            try console.press("Down")
        }
        try console.press("q")
        try console.wait(for: "status=0.")
        let octets = try #require(Files.bytes(recording))
        // An escape sequence of a terminal of the tmux family: CSI, a character set, keypad modes, save and restore.
        let sequences = /\u{1b}(\[[?>0-9;]*[A-Za-z]|[()][0AB]|[=>78MEDc]|\]0;[^\u{7}]*\u{7})/
        let text = String(decoding: octets, as: UTF8.self).replacing(sequences, with: "")
        let allowed: Set<Unicode.Scalar> = ["\n", "\r", "\u{8}", "\u{e}", "\u{f}", "\t"]
        let left = Array(text.unicodeScalars).filter { !allowed.contains($0) && VisibleText.isUnsafe($0) }
        #expect(left == [], "\(left.prefix(20).map { String($0.value, radix: 16) })")
    }
}
