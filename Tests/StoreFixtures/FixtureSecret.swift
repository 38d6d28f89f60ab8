public import CertificateStore

/// A secret that is none.
public struct FixtureSecret: SecretContent {
    private let bytes: [UInt8]

    /// A secret with these bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Lends the bytes.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer { (buffer) throws(Failure) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}
