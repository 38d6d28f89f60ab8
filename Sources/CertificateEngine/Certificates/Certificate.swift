import COpenSSL
public import CertificateModel
import Synchronization

/// A certificate: its DER, which has the fields of one. What is asked of it is decoded when it is asked for, and once.
public final class Certificate: Sendable {
    /// Its encoding (RFC 5280 section 4.1).
    public let der: [UInt8]
    private let decoded = Once<CertificateContents>()
    private let object: Once<Result<CertificateObject, OpenSSLError>>
    private let issuer = Once<UInt32?>()
    private let subject = Once<UInt32?>()
    private let selfSigned = Once<Bool>()

    /// The certificate in this DER; throws if the octets are not one, or if octets follow it.
    public convenience init(der: [UInt8]) throws(OpenSSLError) { try self.init(der: der, object: nil) }

    /// The same. `object` is OpenSSL's form of it, where that is known already.
    init(der: [UInt8], object: CertificateObject?) throws(OpenSSLError) {
        self.der = der
        self.object = Once(object.map(Result.success))
        try CertificateReader.lenient(der) { _ in }
    }

    /// Reads fields. They were found when it was made, so there is an answer.
    private func fields<Answer>(_ read: (LenientDecoder) -> Answer) -> Answer? {
        try? CertificateReader.lenient(der, read)
    }

    /// What it says, however damaged it is: `undecodable` has the fields that cannot be decoded.
    public var contents: CertificateContents { decoded.value { fields { $0.contents() } ?? LenientDecoder.nothing } }

    /// The same with the file that it came in.
    public func decoded(from file: String) -> DecodedCertificate {
        DecodedCertificate(contents: contents, sha256: CertificateReader.fingerprint(der: der), file: file)
    }

    /// OpenSSL's own form of it; throws if OpenSSL does not decode it.
    func x509() throws(OpenSSLError) -> CertificateObject {
        try object.value {
            Result { () throws(OpenSSLError) in try CertificateObject(der: der) }
        }.get()
    }

    /// The DER of its SPKI.
    var publicKeyInfo: [UInt8] { fields(\.publicKeyInfo) ?? [] }

    /// A hash of its issuer's name in the form that RFC 5280 section 7.1 compares: without regard to case, blanks and
    /// string types. Nil if the name cannot be decoded.
    public var issuerHash: UInt32? { issuer.value { fields(\.issuerDER).flatMap(NameHash.of) } }

    /// The same of its subject.
    public var subjectHash: UInt32? { subject.value { fields(\.subjectDER).flatMap(NameHash.of) } }

    /// What its AKI names in its own place, although it is signed by its own key; nil if that is not so.
    var ownMismatch: String? {
        guard let hash = issuerHash, hash == subjectHash, let certificate = try? x509() else { return nil }
        return IssuerMismatch(of: certificate, to: certificate)?.named
    }

    /// Whether it is signed by its own key.
    var isSelfSigned: Bool {
        guard let hash = issuerHash, hash == subjectHash, let certificate = try? x509() else { return false }
        return selfSigned.value {
            defer { ERR_clear_error() }
            return X509_self_signed(certificate.pointer, 1) == 1
        }
    }
}

/// A value that is made when it is asked for, and once.
private struct Once<Value: Sendable>: ~Copyable, Sendable {
    private let made: Mutex<Value?>

    init(_ value: Value? = nil) { made = Mutex(value) }

    /// The value, which `make` makes the first time. Others who ask meanwhile wait.
    func value(_ make: () -> Value) -> Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}

/// The hash of a name in OpenSSL's canonical form, which X509_NAME_cmp(3) compares as well.
enum NameHash {
    static func of(_ der: [UInt8]) -> UInt32? {
        der.withUnsafeBufferPointer { octets -> UInt32? in
            var next = octets.baseAddress
            guard let name = d2i_X509_NAME(nil, &next, octets.count) else {
                ERR_clear_error()
                return nil
            }
            defer { X509_NAME_free(name) }
            return UInt32(truncatingIfNeeded: X509_NAME_hash_ex(name, nil, nil, nil))
        }
    }
}
