import CertificateModel
package import Operations

/// What `export` prints of the file that it wrote.
package struct ExportReport: Encodable {
    struct Certificate: Encodable {
        let subject, notAfter, sha256: String
    }

    let exported, form, file: String
    let generation: Int
    let privateKey: Bool
    let certificates: [Certificate]

    private enum CodingKeys: String, CodingKey {
        case exported, file, generation, privateKey, certificates
        case form = "as"
    }

    package init(_ found: Export.Found, file: String) {
        (exported, form) = (found.choice.part.rawValue, found.choice.form.rawValue)
        (self.file, generation, privateKey) = (file, found.generation, found.choice.holdsKey)
        certificates = found.certificates.map {
            Certificate(
                subject: $0.contents.subject.description, notAfter: $0.contents.notAfter.description,
                sha256: Hexadecimal.string($0.sha256))
        }
    }
}
