/// A certificate that was decoded, and the file that it came in.
public struct DecodedCertificate: Hashable, Sendable {
    /// What it says.
    public let contents: CertificateContents
    /// Its SHA-256 fingerprint.
    public let sha256: [UInt8]
    /// The file that it came in.
    public let file: String

    /// A certificate of these parts.
    public init(contents: CertificateContents, sha256: [UInt8], file: String) {
        self.contents = contents
        self.sha256 = sha256
        self.file = file
    }

    /// What a sentence calls it: its common name, else its first name, else its serial number.
    public var name: String {
        contents.subject.commonName ?? contents.subjectAlternativeNames?.value.first?.description
            ?? "serial \(contents.serial.value?.description ?? "unknown")"
    }
}
