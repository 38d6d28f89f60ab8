import Crypto
import FoundationEssentials
import Glibc
import SwiftASN1
import X509

/// Computes the 17 rows of a certificate from its PEM with swift-certificates and nothing of the program's.
struct RowReader {
    let certificate: Certificate

    init(pem: String) throws {
        certificate = try Certificate(pemEncoded: pem)
    }

    init(der: [UInt8]) throws {
        certificate = try Certificate(derEncoded: der)
    }

    /// The rows in the specification's order, which is not the same for a root and an identity.
    func rows(isIdentity: Bool) throws -> [ComparedReport.Field] {
        let extendedKeyUsage = ComparedReport.Field(field: "Enhanced Key Usage", contents: try extendedKeyUsage())
        let keyUsage = ComparedReport.Field(field: "Key Usage", contents: try keyUsage())
        let key = try publicKey()
        return [
            ComparedReport.Field(
                field: "Version", contents: certificate.version == .v3 ? "V3" : "\(certificate.version)"),
            ComparedReport.Field(field: "Serial Number", contents: Self.digits(certificate.serialNumber.bytes)),
            ComparedReport.Field(
                field: "Signature Algorithm",
                contents: certificate.signatureAlgorithm == .sha256WithRSAEncryption
                    ? "sha256RSA" : "\(certificate.signatureAlgorithm)"),
            ComparedReport.Field(field: "Issuer", contents: NameText.whole(certificate.issuer)),
            ComparedReport.Field(field: "Subject", contents: NameText.whole(certificate.subject)),
            ComparedReport.Field(field: "Issued By", contents: NameText.commonName(certificate.issuer)),
            ComparedReport.Field(field: "Issued To", contents: NameText.commonName(certificate.subject)),
            ComparedReport.Field(field: "Valid From", contents: Self.date(certificate.notValidBefore)),
            ComparedReport.Field(field: "Valid To", contents: Self.date(certificate.notValidAfter)),
            ComparedReport.Field(field: "Subject Alternative Name(s)", contents: try names()),
            isIdentity ? keyUsage : extendedKeyUsage,
            ComparedReport.Field(field: "Basic Constraints", contents: try basicConstraints()),
            isIdentity ? extendedKeyUsage : keyUsage,
            ComparedReport.Field(field: "Subject Key Identifier", contents: Self.digits(keyDigest())),
            ComparedReport.Field(field: "Subject Key Identifier (signature data)", contents: try signature()),
            ComparedReport.Field(field: "Public Key Algorithm", contents: key.algorithm),
            ComparedReport.Field(field: "Public Key", contents: "\(key.bits) bits"),
        ]
    }

    /// SHA-1 of the subjectPublicKey bit string (RFC 5280 section 4.2.1.2), from the key and not from the extension.
    func keyDigest() -> [UInt8] {
        Array(Insecure.SHA1.hash(data: Data(certificate.publicKey.subjectPublicKeyInfoBytes)))
    }

    func names() throws -> String {
        guard let names = try certificate.extensions.subjectAlternativeNames else { return "(absent)" }
        return names.map { name in
            switch name {
            case .dnsName(let text): "DNS:\(text)"
            case .uniformResourceIdentifier(let text): "URL:\(text)"
            case .ipAddress(let octets): "IP:\(Self.address(Array(octets.bytes)))"
            default: "\(name)"
            }
        }.joined(separator: ", ")
    }

    private func extendedKeyUsage() throws -> String {
        guard let usage = try certificate.extensions.extendedKeyUsage else { return "(absent)" }
        let texts = usage.map { purpose in
            switch purpose {
            case .serverAuth: "Server Authentication"
            case .clientAuth: "Client Authentication"
            default: "\(purpose)"
            }
        }
        return texts.joined(separator: ", ") + remark(.X509ExtensionID.extendedKeyUsage)
    }

    private func basicConstraints() throws -> String {
        let text =
            switch try certificate.extensions.basicConstraints {
            case .none: "(absent)"
            case .notCertificateAuthority: "End entity"
            case .isCertificateAuthority(.none): "CA, no path length limit"
            case .isCertificateAuthority(.some(let length)): "CA, path length limit \(length)"
            }
        return text + remark(.X509ExtensionID.basicConstraints)
    }

    private func keyUsage() throws -> String {
        guard let usage = try certificate.extensions.keyUsage else { return "(absent)" }
        let all = [
            (usage.digitalSignature, "Digital Signature"), (usage.nonRepudiation, "Non-Repudiation"),
            (usage.keyEncipherment, "Key Encipherment"), (usage.dataEncipherment, "Data Encipherment"),
            (usage.keyAgreement, "Key Agreement"), (usage.keyCertSign, "Certificate Signing"),
            (usage.cRLSign, "CRL Signing"), (usage.encipherOnly, "Encipher Only"),
            (usage.decipherOnly, "Decipher Only"),
        ]
        return all.filter(\.0).map(\.1).joined(separator: ", ") + remark(.X509ExtensionID.keyUsage)
    }

    private func remark(_ identifier: ASN1ObjectIdentifier) -> String {
        certificate.extensions[oid: identifier]?.critical == true ? " (marked critical)" : " (marked non-critical)"
    }

    /// The third member of the outermost sequence (RFC 5280 section 4.1).
    private func signature() throws -> String {
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        let octets = try DER.sequence(try DER.parse(serializer.serializedBytes), identifier: .sequence) { nodes in
            _ = nodes.next()
            _ = nodes.next()
            return try ASN1BitString(derEncoded: &nodes).bytes
        }
        return "\(Self.digits(octets.prefix(8)))... (\(octets.count) bytes)"
    }

    /// The algorithm and the size of the modulus, from the SubjectPublicKeyInfo (RFC 3279 section 2.3.1).
    func publicKey() throws -> (algorithm: String, bits: Int) {
        var serializer = DER.Serializer()
        try serializer.serialize(certificate.publicKey)
        let (algorithm, key) = try DER.sequence(
            try DER.parse(serializer.serializedBytes), identifier: .sequence
        ) { nodes in
            guard let first = nodes.next() else { throw ASN1Error.invalidASN1Object(reason: "no algorithm") }
            let algorithm = try DER.sequence(first, identifier: .sequence) { nodes in
                let identifier = try ASN1ObjectIdentifier(derEncoded: &nodes)
                while nodes.next() != nil {}
                return identifier
            }
            return (algorithm, try ASN1BitString(derEncoded: &nodes).bytes)
        }
        let modulus = try DER.sequence(try DER.parse(key), identifier: .sequence) { nodes in
            let modulus = try ArraySlice<UInt8>(derEncoded: &nodes)
            while nodes.next() != nil {}
            return modulus.drop { $0 == 0 }
        }
        let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
        return (algorithm == [1, 2, 840, 113_549, 1, 1, 1] ? "RSA" : "\(algorithm)", bits)
    }

    static func digits(_ octets: some Sequence<UInt8>) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func date(_ date: Date) -> String {
        var seconds = Int(date.timeIntervalSince1970)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%d/%m/%y %H:%M:%S", &parts)
        let row = String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard !(50..<150).contains(parts.tm_year) else { return row }
        let year = String(10_000 + Int(parts.tm_year) + 1900).dropFirst()
        let whole = strftime(&text, text.count, "-%m-%dT%H:%M:%SZ", &parts)
        return "\(row) (\(year)\(String(decoding: text.prefix(whole).map { UInt8(bitPattern: $0) }, as: UTF8.self)))"
    }

    private static func address(_ octets: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(octets.count == 4 ? AF_INET : AF_INET6, octets, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
