public import CertificateModel

/// A signing request that is signed but not written: what it says, and the key that is to stay in the store.
///
/// What is shown is decoded from the DER here, and `files()` gives exactly those octets.
public struct PreparedRequest: Sendable {
    /// What the request says, decoded from its DER.
    public let contents: RequestContents
    /// The request (PKCS #10, RFC 2986).
    public let der: [UInt8]
    private let key: PrivateKey

    /// Signs the request of a server with the key that its certificate is to be for, with SHA-256.
    public init(for server: ServerIdentity, key: PrivateKey) throws(OpenSSLError) {
        der = try RequestSigner(contents: RequestContents(for: server), key: key).sign().der()
        contents = try RequestReader.contents(der: der)
        publicKeySHA256 = try key.publicKeyDigest()
        self.key = key
    }

    /// SHA-256 over the DER of the key's SubjectPublicKeyInfo (RFC 5280 section 4.1): the certificate that answers the
    /// request has the same.
    public let publicKeySHA256: [UInt8]

    /// The request as PEM text (RFC 7468 section 7): what a certificate authority is given.
    public func pem() throws(OpenSSLError) -> [UInt8] {
        try CertificateReader.pemText(der: der, label: "CERTIFICATE REQUEST")
    }

    /// The files that a store keeps: the request for anybody, and its key as PKCS #8 for the owner alone.
    public func files() throws(OpenSSLError) -> [PreparedFile] {
        [
            PreparedFile(name: "request.pem", content: .open(try pem())),
            PreparedFile(name: "request.key", content: .secret(try key.pkcs8PEM())),
        ]
    }
}
