/// A secret that its owner lends for the time of a call, and cleanses afterwards.
public protocol SecretContent: Sendable {
    /// Lends the bytes, which must not be copied.
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result
}
