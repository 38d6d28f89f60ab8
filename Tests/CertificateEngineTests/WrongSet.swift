import CertificateModel
import Testing

/// A set that is wrong in one respect, the levels that keep it out for that, and what they say.
struct WrongSet: CustomTestStringConvertible {
    let file: String
    let check: Check
    let refusedAt: [String]
    let sentence: String
    let hint: String
    var testDescription: String { file }

    /// The rows of the table that it is wrong in.
    var rows: [CertificateField] {
        switch check {
        case .inDate: [file == "not-yet.pem" ? .validFrom : .validTo]
        case .keySize: [.publicKey]
        case .serialNumber: [.serialNumber]
        case .signatureAlgorithm: [.signatureAlgorithm]
        case .chain, .nameConstraints, .selfSigned: [.issuer]
        case .endEntity: [.basicConstraints]
        case .keyUsage: [.keyUsage]
        case .extendedKeyUsage: [.extendedKeyUsage]
        case .names: [.subjectAlternativeNames]
        case .criticalExtensions, .reflected, .trusted: []
        }
    }

    static let everyLevel = ["none", "low", "medium", "high", "medium+remote", "high+remote"]
    static let fromLow = Array(everyLevel.dropFirst())
    static let fromMedium = Array(fromLow.dropFirst())
    static let high = ["high", "high+remote"]
    static let remote = ["medium+remote", "high+remote"]

    static let table: [WrongSet] = [
        WrongSet(
            file: "expired.pem", check: .inDate, refusedAt: everyLevel,
            sentence: "\"ipo1.example.com\" expired at 2026-02-28T12:00:00Z",
            hint:
                "ask the certificate authority for a new one, or set this server's clock, which says 2026-03-01T12:00:00Z"
        ),
        WrongSet(
            file: "not-yet.pem", check: .inDate, refusedAt: everyLevel,
            sentence: "\"ipo1.example.com\" is not valid yet: it is valid from 2026-03-02T12:00:00Z",
            hint: "wait until then, or set this server's clock, which says 2026-03-01T12:00:00Z"),
        WrongSet(
            file: "near-end.pem", check: .inDate, refusedAt: [],
            sentence: "\"ipo1.example.com\" expires in 12 days, at 2026-03-14T00:00:00Z",
            hint: "ask the certificate authority for a new one soon"),
        WrongSet(
            file: "name-constraints.pem", check: .nameConstraints, refusedAt: everyLevel,
            sentence:
                "\"ipo1.example.com\" has a name that its authorities may not sign for: permitted subtree violation",
            hint: "ask the certificate authority for a certificate whose names it may sign for"),
        WrongSet(
            file: "tiny-key.pem", check: .keySize, refusedAt: fromLow,
            sentence: "\"ipo1.example.com\" has an RSA key of 512 bits, which is easily broken",
            hint: "ask for a certificate with a key of at least 2048 bits RSA, or of a curve such as P-256"),
        WrongSet(
            file: "weak-key.pem", check: .keySize, refusedAt: high,
            sentence: "\"ipo1.example.com\" has an RSA key of 1024 bits, which many clients refuse",
            hint: "ask for a certificate with a key of at least 2048 bits RSA, or of a curve such as P-256"),
        WrongSet(
            file: "sha1.pem", check: .signatureAlgorithm, refusedAt: fromMedium,
            sentence: "\"ipo1.example.com\" is signed with ecdsa-with-SHA1, which clients no longer accept",
            hint: "ask the certificate authority to sign with SHA-256"),
        WrongSet(
            file: "ca-identity.pem", check: .endEntity, refusedAt: [],
            sentence:
                "\"ipo1.example.com\" is a CA certificate, which some clients (NSS, Firefox) refuse as a server's",
            hint: "ask the certificate authority for a server certificate (CA: false)"),
        WrongSet(
            file: "client-only.pem", check: .extendedKeyUsage, refusedAt: fromMedium,
            sentence: "\"ipo1.example.com\" is for Client Authentication only, not for a server",
            hint: "ask the certificate authority for a certificate with Server Authentication"),
        WrongSet(
            file: "unknown-critical.pem", check: .criticalExtensions, refusedAt: fromMedium,
            sentence: "\"ipo1.example.com\" has the critical extension \"1.2.3.4.5\", which clients do not know",
            hint: "ask the certificate authority for a certificate without it"),
        WrongSet(
            file: "no-key-usage.pem", check: .keyUsage, refusedAt: fromMedium,
            sentence: "\"ipo1.example.com\" does not say what its key may be used for",
            hint: "ask the certificate authority for a certificate with Key Usage: Digital Signature"),
        WrongSet(
            file: "self-signed.pem", check: .selfSigned, refusedAt: high,
            sentence: "\"ipo1.example.com\" is self-signed, not issued by an authority",
            hint: "give this certificate to every client to trust, or ask a certificate authority for one"
        ),
        WrongSet(
            file: "wrong-host.pem", check: .names, refusedAt: remote,
            sentence: "\"ipo1.example.com\" does not cover the host name \"ipo1.example.com\", the LAN1 address "
                + "\"192.168.42.1\", the LAN1 address \"2001:db8::1\" and 1 more",
            hint: "ask for one that covers the missing names too "
                + "(\"keyturn request\" makes the request); this one covers DNS:ipo2.example.com"),
        WrongSet(
            file: "wildcard.pem", check: .names, refusedAt: [],
            sentence:
                "\"ipo1.example.com\" covers the host name \"ipo1.example.com\" by a wildcard alone, which covers no "
                + "SIP domain",
            hint: "ask for one with the name itself if phones use it for SIP (RFC 5922 section 7.2)"),
        WrongSet(
            file: "no-lan2.pem", check: .names, refusedAt: remote,
            sentence: "\"ipo1.example.com\" does not cover the LAN2 address \"10.1.1.1\"",
            hint: "ask for one that covers the missing names too "
                + "(\"keyturn request\" makes the request); this one covers DNS:ipo1.example.com, IP:192.168.42.1 "
                + "and IP:2001:db8::1"),
    ]
}
