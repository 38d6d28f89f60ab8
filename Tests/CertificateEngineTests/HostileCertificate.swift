import CertificateEngine
import CertificateModel
import Testing

/// A certificate that nobody would sign, field by field, under a signature that is none.
struct HostileCertificate {
    var version = DERWriter.value(0xa0, DERWriter.integer(2))
    var serial = DERWriter.integer(7)
    var innerAlgorithm = Self.sha256WithRSA
    var outerAlgorithm = Self.sha256WithRSA
    var issuer = DERWriter.name("issuer")
    var notBefore = DERWriter.text(0x17, "260101000000Z")
    var notAfter = DERWriter.text(0x17, "360101000000Z")
    var subject = DERWriter.name("subject")
    var publicKey = Self.rsa(modulus: [0] + [UInt8](repeating: 0xc1, count: 256), exponent: [1, 0, 1])
    var extensions: [[UInt8]] = []
    /// What stands in the place of the extensions, where that is not their list.
    var extensionField: [UInt8]?
    var signature = DERWriter.bits([1, 2, 3, 4])

    static let sha256WithRSA = DERWriter.sequence(DERWriter.identifier("1.2.840.113549.1.1.11"), [0x05, 0x00])

    init(_ change: (inout HostileCertificate) -> Void = { _ in }) { change(&self) }

    static func key(_ algorithm: String, _ parameters: [UInt8] = [], _ key: [UInt8]) -> [UInt8] {
        DERWriter.sequence(DERWriter.sequence(DERWriter.identifier(algorithm), parameters), DERWriter.bits(key))
    }

    static func rsa(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
        key(
            "1.2.840.113549.1.1.1", [0x05, 0x00],
            DERWriter.sequence(DERWriter.value(0x02, modulus), DERWriter.value(0x02, exponent)))
    }

    var der: [UInt8] {
        let list = extensions.isEmpty ? [] : DERWriter.value(0xa3, DERWriter.sequence(extensions.flatMap(\.self)))
        return DERWriter.sequence(
            DERWriter.sequence(
                version, serial, innerAlgorithm, issuer, DERWriter.sequence(notBefore, notAfter), subject, publicKey,
                extensionField ?? list), outerAlgorithm, signature)
    }
}

/// What is shown of a certificate; nothing unsafe may be in any text of it.
struct Shown {
    let contents: CertificateContents
    let table: FieldTable
    let extensions: [DecodedExtension]

    init(_ certificate: HostileCertificate) throws { try self.init(certificate.der) }

    init(_ der: [UInt8]) throws {
        contents = try CertificateReader.shown(der: der)
        table = FieldTable(.identity, contents)
        extensions = try CertificateReader.extensions(der: der)
        try #require(table.rows.count == 17)
        for text in texts where !text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) {
            guard text.unicodeScalars.contains(where: VisibleText.isUnsafe) else { continue }
            Issue.record("\(VisibleText.cleaned(text)) is not safe to show")
        }
    }

    private var texts: [String] {
        let rows = table.rows.flatMap { [$0.contents] + $0.detail }
        let names =
            contents.subjectAlternativeNames?.value.flatMap { [$0.description, $0.bareText, $0.tableText] } ?? []
        let more = extensions.flatMap { [$0.identifier, $0.name, $0.remark ?? ""] + $0.lines }
        return rows + names + more + [contents.notBeforeText, contents.notAfterText]
    }

    func row(_ field: CertificateField) -> String { table[field]?.contents ?? "" }
    func detail(_ field: CertificateField) -> [String] { table[field]?.detail ?? [] }
}
