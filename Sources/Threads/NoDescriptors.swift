/// The process or the system has no file descriptors left (pipe(2): EMFILE, ENFILE).
public struct NoDescriptors: Error, Hashable, Sendable {
    /// The error number.
    public let code: Int32

    /// The error for an error number.
    public init(code: Int32) { self.code = code }
}
