public import CertificateModel

/// An ignition that is signed but not written: both certificates in memory, and their decoded contents.
///
/// The preview shows contents that are decoded from this DER, and `files()` has exactly this DER.
public struct PreparedIgnition: Sendable {
    /// The plan that was signed.
    public let plan: Plan
    /// The root certificate.
    public let rootDER: [UInt8]
    /// The identity certificate.
    public let identityDER: [UInt8]
    /// The contents of the root certificate, decoded from its DER.
    public let root: CertificateContents
    /// The contents of the identity certificate, decoded from its DER.
    public let identity: CertificateContents
    private let rootKey, identityKey: HeldKey

    /// Signs both certificates of a plan. With the same keys, two profiles of a plan give certificates that differ in
    /// the profile only.
    public init(plan: Plan, keys: KeyMaterial) throws(OpenSSLError) {
        guard let serial = keys.rootSerial.next else {
            throw OpenSSLError(
                "number the identity certificate", reasons: ["no serial number is left after the root's"])
        }
        let root = try CertificateSigner(
            contents: plan.root, serial: keys.rootSerial, key: keys.rootKey, issuer: .itself
        ).sign()
        try self.init(
            plan, root, keys.rootKey, identity: plan.identity, serial: serial, identityKey: keys.identityKey)
    }

    /// Signs the identity of a plan under an existing root.
    public init(
        plan: Plan, under rootDER: [UInt8], rootKey: PrivateKey, identityKey: PrivateKey, serial: SerialNumber
    ) throws(OpenSSLError) {
        let identity = plan.identity(under: try CertificateReader.contents(der: rootDER))
        try self.init(
            plan, try CertificateObject(der: rootDER), rootKey, identity: identity, serial: serial,
            identityKey: identityKey)
    }

    /// Signs a new root, with the same key or another one, and the identity of the plan under it.
    public init(
        plan: Plan, renewing rootDER: [UInt8], rootKey: PrivateKey, keepsKey: Bool, identityKey: PrivateKey,
        serials: (root: SerialNumber, identity: SerialNumber)
    ) throws(OpenSSLError) {
        let contents = plan.root(renewing: try CertificateReader.contents(der: rootDER), keepsKey: keepsKey)
        let root = try CertificateSigner(contents: contents, serial: serials.root, key: rootKey, issuer: .itself).sign()
        let decoded = try CertificateReader.contents(der: try root.der())
        try self.init(
            plan, root, rootKey, identity: plan.identity(under: decoded), serial: serials.identity,
            identityKey: identityKey)
    }

    private init(
        _ plan: Plan, _ root: CertificateObject, _ rootKey: PrivateKey, identity contents: CertificateContents,
        serial: SerialNumber, identityKey: PrivateKey
    ) throws(OpenSSLError) {
        let identity = try CertificateSigner(
            contents: contents, serial: serial, key: identityKey, issuer: .authority(root, rootKey)
        ).sign()
        self.plan = plan
        self.rootKey = HeldKey(rootKey)
        self.identityKey = HeldKey(identityKey)
        rootDER = try root.der()
        identityDER = try identity.der()
        self.root = try CertificateReader.contents(der: rootDER)
        self.identity = try CertificateReader.contents(der: identityDER)
        serialCounter = Hexadecimal.string(try rootKey.publicKeyDigest())
    }

    /// Identifies the sequence of serial numbers: SHA-256 of the root's public key. A root that is renewed with its key
    /// continues the sequence, because clients identify an issuer by its name and key, not by its certificate.
    public let serialCounter: String

    /// The root's 17 rows.
    public var rootTable: FieldTable { FieldTable(.root, root, plan: plan) }

    /// The identity's 17 rows.
    public var identityTable: FieldTable { FieldTable(.identity, identity, plan: plan) }

    /// The root's SHA-256 fingerprint.
    public var rootSHA256: [UInt8] { CertificateReader.fingerprint(der: rootDER) }

    /// The identity's SHA-256 fingerprint.
    public var identitySHA256: [UInt8] { CertificateReader.fingerprint(der: identityDER) }

    /// Lets go of the keys: they are in the store, and nothing is written a second time.
    public func dropKeys() {
        rootKey.drop()
        identityKey.drop()
    }

    /// The files of a generation: these certificates, and their keys as PKCS #8.
    public func files() throws(OpenSSLError) -> [PreparedFile] {
        let rootPEM = try CertificateReader.pemText(der: rootDER)
        let identityPEM = try CertificateReader.pemText(der: identityDER)
        return [
            PreparedFile(name: "root.pem", content: .open(rootPEM)),
            PreparedFile(name: "root.key", content: .secret(try rootKey.pkcs8PEM())),
            PreparedFile(name: "identity.pem", content: .open(identityPEM)),
            PreparedFile(name: "identity.key", content: .secret(try identityKey.pkcs8PEM())),
            // The certificates above the identity.
            PreparedFile(name: "chain.pem", content: .open(rootPEM)),
            // What a TLS server sends: its own certificate first (RFC 8446 section 4.4.2).
            PreparedFile(name: "fullchain.pem", content: .open(identityPEM + rootPEM)),
            // The file that clients install as trusted. Its name is fixed.
            PreparedFile(name: "WebRootCA.pem", content: .open(rootPEM)),
        ]
    }
}
