/// The system gives this process no more file descriptors (pipe(2): EMFILE, ENFILE).
public struct NoDescriptors: Error, Hashable, Sendable {
    /// The error number.
    public let code: Int32

    /// The failure of an error number.
    public init(code: Int32) { self.code = code }
}
