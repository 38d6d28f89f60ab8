public import CertificateModel

/// A CSR that is signed but not written: its contents, and its key for the store.
///
/// The contents that are shown are decoded from this DER, and `files()` has exactly this DER.
public struct PreparedRequest: Sendable {
    /// The contents of the CSR, decoded from its DER.
    public let contents: RequestContents
    /// The DER of the CSR (PKCS #10, RFC 2986).
    public let der: [UInt8]
    private let key: HeldKey

    /// Signs a CSR for a server with the key that it is for, with SHA-256.
    public init(for server: ServerIdentity, key: PrivateKey) throws(OpenSSLError) {
        der = try RequestSigner(contents: RequestContents(for: server), key: key).sign().der()
        contents = try RequestReader.contents(der: der)
        publicKeySHA256 = try key.publicKeyDigest()
        self.key = HeldKey(key)
    }

    /// SHA-256 of the SPKI in DER (RFC 5280 section 4.1). The certificate that answers the CSR has the same value.
    public let publicKeySHA256: [UInt8]

    /// The CSR in PEM (RFC 7468 section 7), for a CA.
    public func pem() throws(OpenSSLError) -> [UInt8] {
        try CertificateReader.pemText(der: der, label: "CERTIFICATE REQUEST")
    }

    /// Lets go of the key: it is in the store, and nothing is written a second time.
    public func dropKey() { key.drop() }

    /// The files for the store: the CSR, readable by everybody, and its key as PKCS #8, readable by the owner only.
    public func files() throws(OpenSSLError) -> [PreparedFile] {
        [
            PreparedFile(name: "request.pem", content: .open(try pem())),
            PreparedFile(name: "request.key", content: .secret(try key.pkcs8PEM())),
        ]
    }
}
