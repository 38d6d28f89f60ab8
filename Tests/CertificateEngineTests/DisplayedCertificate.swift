import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// What is shown of a certificate; nothing unsafe may be in any text of it.
struct DisplayedCertificate {
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
        let dates = [contents.notBeforeText, contents.notAfterText].compactMap(\.self)
        return rows + names + more + dates
    }

    func row(_ field: CertificateField) -> String { table[field]?.contents ?? "" }
    func detail(_ field: CertificateField) -> [String] { table[field]?.detail ?? [] }
}
