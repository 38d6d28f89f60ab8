import CertificateModel
import HostileDER
import Screens

/// Certificates with everything in their Self.texts that could act on a terminal, or take it up.
struct HostileEntries: SceneEntries {
    let sources = "hostile\u{1b}[2J.pem"
    private let now: Timestamp
    static let texts = [
        "\u{1b}[31mred\u{1b}[0m", "\u{9b}2J\u{7}bell", "\u{202e}moc.elpmaxe", "two\r\nlines\ttab",
        "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "漢字漢字漢字漢字漢字漢字漢字", "👩‍👩‍👧‍👦 🇩🇪 ❤️", "\u{0}\u{7f}\u{ad}\u{feff}\u{200d}\u{e000}",
        String(repeating: "long ", count: 400), "",
    ]

    init(_ scene: Scene) { now = scene.clock }

    var count: Int { Self.texts.count }

    var opening: [Event] {
        [
            .counted(count, isAll: true),
            .failed(source: Self.texts[0], Refusal("cannot read \(Self.texts[1])", hint: Self.texts[2])),
            .answered(
                PeerFacts(
                    peer: Self.texts[2], address: Self.texts[0], protocolVersion: Self.texts[1], cipher: Self.texts[3],
                    entries: 1..<3,
                    isAsStored: false)),
        ]
    }

    func summaries(_ range: Range<Int>) -> [EntrySummary] { range.map { summary(of: $0) } }

    private func summary(of entry: Int) -> EntrySummary {
        EntrySummary(
            subject: Self.texts[entry], issuer: Self.texts[(entry + 1) % count],
            notBefore: now.adding(seconds: -86_400),
            notAfter: now.adding(seconds: 86_400 * 90), source: Self.texts[(entry + 2) % count],
            damage: entry == 3 ? Self.texts[0] : nil)
    }

    func opened(_ entry: Int) -> OpenedEntry {
        var contents = CertificateContents(
            serial: .pending, issuer: DistinguishedName([.init(.commonName, Self.texts[entry])]),
            subject: DistinguishedName([.init(.organization, Self.texts[(entry + 1) % count])]), notBefore: now,
            notAfter: now)
        contents.signatureAlgorithm = Self.texts[0]
        contents.subjectAlternativeNames = .init(
            Self.texts.map { .dns($0) } + Self.texts.map { .uri($0) }, critical: true)
        return OpenedEntry(
            table: entry == 3 ? nil : FieldTable(.identity, contents, checks: []),
            further: Self.texts.map { AdditionalRow(name: $0, contents: $0, detail: [$0, $0], remark: $0) },
            der: Array(0...255), pem: Self.texts)
    }

    func judged(_ entry: Int, at level: CheckLevel) -> JudgedEntry {
        JudgedEntry(
            chain: Self.texts.enumerated().map {
                ChainLink(entry: $0.offset == 2 ? nil : $0.offset, name: $0.element, problem: $0.element)
            }, checks: Self.texts.map { .pass(.chain, $0) })
    }

    /// A certificate that means to do harm, too: of this name, and for these names.
    static func certificate(_ text: String, _ other: String) -> [UInt8] {
        HostileCertificate { certificate in
            certificate.subject = DERWriter.name(text)
            certificate.extensions = [
                DERWriter.extension(
                    "2.5.29.17",
                    DERWriter.sequence(
                        DERWriter.text(0x82, text), DERWriter.text(0x86, other), DERWriter.text(0x81, text)))
            ]
        }.der
    }
}
