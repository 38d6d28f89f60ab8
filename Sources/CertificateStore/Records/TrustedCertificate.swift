/// A certificate of the trusted certificate store: one PEM file.
public struct TrustedCertificate: Hashable, Sendable {
    /// The name of the file, for example the first digits of the certificate's SHA-256 digest and `.pem`.
    public let name: String
    /// The PEM text.
    public let pem: [UInt8]

    /// A certificate with its name.
    public init(name: String, pem: [UInt8]) {
        self.name = name
        self.pem = pem
    }
}
