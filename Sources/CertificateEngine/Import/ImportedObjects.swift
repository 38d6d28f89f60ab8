/// A certificate, and the file it came in.
public struct ImportedCertificate: Sendable {
    /// The certificate in DER (RFC 5280 section 4.1).
    public let der: [UInt8]
    /// The name of its file.
    public let file: String
    /// OpenSSL's form of it, if it was read as that.
    let object: CertificateObject?

    /// A certificate in DER that came in a file of this name.
    public init(der: [UInt8], file: String) { self.init(der: der, file: file, object: nil) }

    init(der: [UInt8], file: String, object: CertificateObject?) {
        self.der = der
        self.file = file
        self.object = object
    }
}

/// A private key, and the file it came in.
public struct ImportedKey: Sendable {
    /// The key.
    public let key: PrivateKey
    /// The name of its file.
    public let file: String

    /// A key that came in a file of this name.
    public init(key: PrivateKey, file: String) {
        self.key = key
        self.file = file
    }
}

/// The certificates and keys of one or several files, in the order in which they were found. Duplicates are kept.
public struct ImportedObjects: Sendable {
    /// The certificates.
    public var certificates: [ImportedCertificate] = []
    /// The private keys.
    public var keys: [ImportedKey] = []
    /// Sentences for the operator about what was left out.
    public var remarks: [String] = []

    /// An empty collection.
    public init() {}

    /// Adds what another file holds.
    public mutating func append(_ other: ImportedObjects) {
        certificates += other.certificates
        keys += other.keys
        remarks += other.remarks
    }
}
