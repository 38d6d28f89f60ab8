import FoundationEssentials
import SwiftASN1
import Testing
import X509

/// What `review` says of certificates that others made, against what swift-certificates reads in them.
@Suite struct ForeignCertificateTests {
    /// The certificates that this library can parse, as PEM blocks.
    private struct Parsed {
        var certificates: [(name: String, der: [UInt8], reader: RowReader)] = []

        mutating func add(_ name: String, _ der: [UInt8]) {
            // What it cannot parse is held against OpenSSL elsewhere.
            guard let reader = try? RowReader(der: der) else { return }
            certificates.append((name, der, reader))
        }

        mutating func add(file: String) throws {
            let data = try Data(contentsOf: URL(filePath: file))
            guard let text = String(validating: data, as: UTF8.self), text.contains("-----BEGIN") else {
                return add(file, Array(data))
            }
            for document in (try? PEMDocument.parseMultiple(pemString: text)) ?? []
            where document.discriminator == "CERTIFICATE" {
                add(file, document.derBytes)
            }
        }
    }

    private static var root: String {
        #filePath.split(separator: "/").dropLast(5).map { "/\($0)" }.joined()
    }

    private static func parsed() throws -> Parsed {
        var parsed = Parsed()
        try parsed.add(file: "/etc/ssl/certs/ca-certificates.crt")
        let folder = "\(root)/.build/vectors/cryptography_vectors/x509"
        let names = try #require(
            try? FileManager.default.subpathsOfDirectory(atPath: folder),
            "there are no vectors in \(folder): \"make test\" fetches them")
        for name in names.sorted() where [".pem", ".der", ".crt"].contains(where: name.hasSuffix) {
            try parsed.add(file: "\(folder)/\(name)")
        }
        return parsed
    }

    @Test("names, serial, dates, key and alternative names agree")
    func agrees() throws {
        let parsed = try Self.parsed().certificates
        #expect(parsed.count > 300, "\(parsed.count)")
        let bundle = parsed.map { PEMDocument(type: "CERTIFICATE", derBytes: $0.der).pemString }
            .joined(separator: "\n")
        let report = try KeyturnRun("review -", input: bundle).report
        try #require(report.certificates.count == parsed.count)
        var compared = 0
        for (printed, (name, _, reader)) in zip(report.certificates, parsed) {
            let rows = Dictionary(uniqueKeysWithValues: printed.fields.map { ($0.field, $0.contents) })
            for (field, contents) in Self.rows(reader) {
                var ours = try #require(rows[field])
                // The library leaves out the octet that keeps a number positive.
                if field == "Serial Number" { while ours.hasPrefix("00") { ours.removeFirst(2) } }
                // Marked as such: held against OpenSSL, which reads it, elsewhere.
                guard !ours.contains("cannot be decoded"), !ours.contains("\u{2026} (") else { continue }
                #expect(ours == contents, "\(name): \(field)")
                compared += 1
            }
        }
        #expect(compared > 5 * parsed.count, "\(compared)")
    }

    /// The rows that this library can tell.
    private static func rows(_ reader: RowReader) -> [(String, String)] {
        let certificate = reader.certificate
        var rows = [
            ("Serial Number", RowReader.digits(certificate.serialNumber.bytes.drop { $0 == 0 })),
            ("Valid From", RowReader.date(certificate.notValidBefore)),
            ("Valid To", RowReader.date(certificate.notValidAfter)),
        ]
        for (field, name) in [("Issuer", certificate.issuer), ("Subject", certificate.subject)] where isPlain(name) {
            rows.append((field, NameText.whole(name)))
        }
        if let key = try? reader.publicKey(), key.algorithm == "RSA" {
            rows += [("Public Key Algorithm", key.algorithm), ("Public Key", "\(key.bits) bits")]
        }
        if let names = try? certificate.extensions.subjectAlternativeNames, names.allSatisfy(isPlain),
            !names.isEmpty, let text = try? reader.names()
        {
            rows.append(("Subject Alternative Name(s)", text))
        }
        return rows
    }

    /// Names whose attributes are text of the usual kinds, each by itself: the others have no one form.
    private static func isPlain(_ name: DistinguishedName) -> Bool {
        name.allSatisfy { relative in
            let attributes = Array(relative)
            return attributes.count == 1
                && attributes.allSatisfy { attribute in
                    guard let text = String(attribute.value) else { return false }
                    return !text.isEmpty && text.unicodeScalars.allSatisfy { (0x20...0x7e).contains($0.value) }
                        && !text.contains { "\\,+\"<>;#= ".contains($0) && $0 != " " } && !text.hasPrefix(" ")
                        && !text.hasSuffix(" ")
                }
        }
    }

    private static func isPlain(_ name: GeneralName) -> Bool {
        switch name {
        case .dnsName(let text), .uniformResourceIdentifier(let text):
            !text.isEmpty && text.unicodeScalars.allSatisfy { (0x21...0x7e).contains($0.value) && $0 != "," }
        case .ipAddress(let octets): octets.bytes.count == 4 || octets.bytes.count == 16
        default: false
        }
    }
}
