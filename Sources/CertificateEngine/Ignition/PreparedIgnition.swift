public import CertificateModel

/// An ignition that is signed but not written: the two certificates in memory, and what they say.
///
/// The preview shows what is decoded from the DER here, and `files()` gives exactly those octets.
public struct PreparedIgnition: Sendable {
    /// The plan that was signed.
    public let plan: Plan
    /// The root certificate.
    public let rootDER: [UInt8]
    /// The identity certificate.
    public let identityDER: [UInt8]
    /// What the root certificate says, decoded from its DER.
    public let root: CertificateContents
    /// What the identity certificate says, decoded from its DER.
    public let identity: CertificateContents
    private let keys: KeyMaterial

    /// Signs both certificates of a plan. The same keys with the plan's other profile give that profile's certificates:
    /// nothing else differs.
    public init(plan: Plan, keys: KeyMaterial) throws(OpenSSLError) {
        let root = try CertificateSigner(
            contents: plan.root, serial: keys.rootSerial, key: keys.rootKey, issuer: .itself
        ).sign()
        guard let serial = keys.rootSerial.next else {
            throw OpenSSLError("number the identity certificate", reasons: ["the root's serial number is the last"])
        }
        let identity = try CertificateSigner(
            contents: plan.identity, serial: serial, key: keys.identityKey, issuer: .authority(root, keys.rootKey)
        ).sign()
        self.plan = plan
        self.keys = keys
        rootDER = try root.der()
        identityDER = try identity.der()
        self.root = try CertificateReader.contents(der: rootDER)
        self.identity = try CertificateReader.contents(der: identityDER)
    }

    /// The root's 17 rows.
    public var rootTable: FieldTable { FieldTable(.root, root, plan: plan) }

    /// The identity's 17 rows.
    public var identityTable: FieldTable { FieldTable(.identity, identity, plan: plan) }

    /// The root's SHA-256 fingerprint.
    public var rootSHA256: [UInt8] { CertificateReader.fingerprint(der: rootDER) }

    /// The identity's SHA-256 fingerprint.
    public var identitySHA256: [UInt8] { CertificateReader.fingerprint(der: identityDER) }

    /// The files of a generation: the certificates of this value, and their keys as PKCS #8.
    public func files() throws(OpenSSLError) -> [PreparedFile] {
        let rootPEM = try CertificateReader.pemText(der: rootDER)
        let identityPEM = try CertificateReader.pemText(der: identityDER)
        return [
            PreparedFile(name: "root.pem", content: .open(rootPEM)),
            PreparedFile(name: "root.key", content: .secret(try keys.rootKey.pkcs8PEM())),
            PreparedFile(name: "identity.pem", content: .open(identityPEM)),
            PreparedFile(name: "identity.key", content: .secret(try keys.identityKey.pkcs8PEM())),
            // The certificates that signed the identity.
            PreparedFile(name: "chain.pem", content: .open(rootPEM)),
            // What a TLS server sends: its own certificate first (RFC 8446 section 4.4.2).
            PreparedFile(name: "fullchain.pem", content: .open(identityPEM + rootPEM)),
            // What clients are given to trust, under the name that they know.
            PreparedFile(name: "WebRootCA.pem", content: .open(rootPEM)),
        ]
    }
}
