/// The root of a server as its clients get it: no part of it is secret.
public struct PublicRoot: Hashable, Sendable {
    /// Its common name, fit to be shown.
    public let name: String
    /// Its last moment.
    public let notAfter: Timestamp
    /// Its SHA-256 fingerprint.
    public let sha256: [UInt8]
    /// The contents of `WebRootCA.pem` as the store has them (RFC 7468).
    public let pem: [UInt8]
    /// The certificate in DER.
    public let der: [UInt8]

    /// A root of these parts.
    public init(name: String, notAfter: Timestamp, sha256: [UInt8], pem: [UInt8], der: [UInt8]) {
        (self.name, self.notAfter, self.sha256, self.pem, self.der) = (name, notAfter, sha256, pem, der)
    }

    /// The fingerprint in four lines of four groups of four digits, to be read aloud.
    public var fingerprintLines: [String] {
        let digits = Array(Hexadecimal.string(sha256))
        return stride(from: 0, to: digits.count, by: 16).map { line in
            stride(from: line, to: min(line + 16, digits.count), by: 4)
                .map { String(digits[$0..<min($0 + 4, digits.count)]) }.joined(separator: " ")
        }
    }
}
