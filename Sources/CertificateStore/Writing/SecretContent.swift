/// A secret that its owner keeps in memory which it cleanses, and lends for the time of a call.
public protocol SecretContent: Sendable {
    /// Lends the bytes, which must not be copied.
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result
}
