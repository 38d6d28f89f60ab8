import CertificateModel
import Viewer

/// Certificates with everything in their texts that could act on a terminal, or take it up.
struct HostileEntries: SceneEntries {
    let sources = "hostile\u{1b}[2J.pem"
    private let now: Timestamp
    private let texts = [
        "\u{1b}[31mred\u{1b}[0m", "\u{9b}2J\u{7}bell", "\u{202e}moc.elpmaxe", "two\r\nlines\ttab",
        "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "漢字漢字漢字漢字漢字漢字漢字", "👩‍👩‍👧‍👦 🇩🇪 ❤️", "\u{0}\u{7f}\u{ad}\u{feff}\u{200d}\u{e000}",
        String(repeating: "long ", count: 400), "",
    ]

    init(_ scene: Scene) { now = scene.clock }

    var count: Int { texts.count }

    var opening: [Event] {
        [
            .counted(count, isAll: true),
            .failed(source: texts[0], problem: "cannot read \(texts[1])", hint: texts[2]),
            .answered(
                PeerFacts(
                    peer: texts[2], address: texts[0], protocolVersion: texts[1], cipher: texts[3], entries: 1..<3,
                    isAsStored: false)),
        ]
    }

    func summaries(_ range: Range<Int>) -> [Summary] { range.map { summary(of: $0) } }

    private func summary(of entry: Int) -> Summary {
        Summary(
            subject: texts[entry], issuer: texts[(entry + 1) % count], notBefore: now.adding(seconds: -86_400),
            notAfter: now.adding(seconds: 86_400 * 90), source: texts[(entry + 2) % count],
            damage: entry == 3 ? texts[0] : nil)
    }

    func opened(_ entry: Int) -> OpenedEntry {
        var contents = CertificateContents(
            serial: .pending, issuer: DistinguishedName([.init(.commonName, texts[entry])]),
            subject: DistinguishedName([.init(.organization, texts[(entry + 1) % count])]), notBefore: now,
            notAfter: now)
        contents.signatureAlgorithm = texts[0]
        contents.subjectAlternativeNames = .init(texts.map { .dns($0) } + texts.map { .uri($0) }, critical: true)
        return OpenedEntry(
            table: entry == 3 ? nil : FieldTable(.identity, contents, checks: []),
            further: texts.map { FurtherRow(name: $0, contents: $0, detail: [$0, $0], remark: $0) },
            der: Array(0...255), pem: texts)
    }

    func judged(_ entry: Int, at level: CheckLevel) -> JudgedEntry {
        JudgedEntry(
            chain: texts.enumerated().map {
                ChainLink(entry: $0.offset == 2 ? nil : $0.offset, name: $0.element, problem: $0.element)
            }, checks: texts.map { .pass(.chain, $0) })
    }
}
