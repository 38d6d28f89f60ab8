import HostileDER

/// One certificate for each way of being hostile.
enum HostileCertificates {
    /// What ncurses never sends, and a terminal would obey: a question to it, a colour, a title.
    static let markers = ["\u{1b}[5n", "\u{1b}[31;7mX", "\u{1b}]0;pwn\u{7}"]

    /// Each with a name, by which its file is called.
    static let all = texts.map { (name: $0.name, der: certificate(with: $0.value)) } + others

    /// Texts that could act on a terminal, or hide what stands beside them.
    private static let texts: [(name: String, value: [UInt8])] = [
        ("control", text("\u{1b}[2J\u{7}\r\u{8}x")), ("markers", text(markers.joined(separator: " "))),
        ("c1", text("\u{9b}31mred")), ("delete", text("a\u{7f}b")),
        ("bidi", text("\u{202e}moc.elpmaxe\u{2066}")), ("zero-width", text("a\u{200b}\u{200d}\u{feff}\u{2060}b")),
        ("nul", text("bank.example\0.evil.example")), ("newline", text("one\ntwo\u{2028}three")), ("empty", text("")),
        ("long", text(String(repeating: "x", count: 65_536))), ("latin", text("Größe")),
        // In UTF-8, these have octets inside that other encodings take for controls.
        ("wide", text("\u{6f22}\u{5b57} \u{1f469}\u{15b}\u{11b}")),
        ("not-utf8", DERWriter.value(0x0c, [0x41, 0xc3, 0x28, 0x9b, 0x1b])),
        ("bmp", DERWriter.value(0x1e, [0, 0x1b, 0, 0x5b, 0x20, 0x2e, 0xd8, 0])),
        ("t61", DERWriter.value(0x14, [0x1b, 0x9b, 0xe9])), ("ia5", DERWriter.value(0x16, [0x1b, 0x9b, 0xff])),
        ("octets", DERWriter.value(0x04, Array(0...255))),
    ]

    private static func text(_ text: String) -> [UInt8] { DERWriter.text(0x0c, text) }

    private static func name(_ value: [UInt8]) -> [UInt8] {
        DERWriter.name([DERWriter.attribute("2.5.4.3", value)])
    }

    private static func names(_ names: [UInt8]...) -> [UInt8] {
        DERWriter.extension("2.5.29.17", DERWriter.sequence(names.flatMap(\.self)))
    }

    /// A certificate that has a text in every place that takes one.
    private static func certificate(with text: [UInt8]) -> [UInt8] {
        HostileCertificate {
            $0.subject = name(text)
            $0.issuer = name(text)
            $0.extensions = [
                names(
                    DERWriter.value(0x82, Array(text.dropFirst(2).prefix(100))),
                    DERWriter.value(0x86, Array("http://\(markers.joined())\u{9b}".utf8))),
                DERWriter.extension("1.2.3.4.5", critical: true, [0x0c, 0x03, 0x1b, 0x5b, 0x4a]),
                DERWriter.extension("2.16.840.1.113730.1.13", DERWriter.text(0x16, markers.joined())),
            ]
        }.der
    }

    private static let others: [(name: String, der: [UInt8])] = [
        ("serial-negative", HostileCertificate { $0.serial = DERWriter.integer(0x80, 1) }.der),
        (
            "serial-long",
            HostileCertificate { $0.serial = DERWriter.value(0x02, [UInt8](repeating: 0x7b, count: 40)) }.der
        ),
        ("date-malformed", HostileCertificate { $0.notAfter = DERWriter.text(0x17, "\u{1b}[5nno date") }.der),
        ("date-late", HostileCertificate { $0.notAfter = DERWriter.text(0x18, "99991231235959Z") }.der),
        ("date-early", HostileCertificate { $0.notBefore = DERWriter.text(0x18, "18991231235959Z") }.der),
        (
            "key-unknown",
            HostileCertificate { $0.publicKey = HostileCertificate.key("1.3.9999.1", [], [0x1b, 0x5b]) }.der
        ),
        (
            "signature-unknown",
            HostileCertificate {
                $0.outerAlgorithm = DERWriter.sequence(DERWriter.identifier("1.3.9999.2"))
                $0.innerAlgorithm = $0.outerAlgorithm
            }.der
        ),
        (
            "extension-long",
            HostileCertificate {
                $0.extensions = [DERWriter.extension("1.2.3.4.6", [UInt8](repeating: 0x1b, count: 65_536))]
            }.der
        ),
        (
            "names-many",
            HostileCertificate {
                $0.extensions = [
                    names((0..<4_000).flatMap { DERWriter.value(0x82, Array("host\($0)\u{1b}[5n.example.com".utf8)) })
                ]
            }.der
        ),
    ]
}
