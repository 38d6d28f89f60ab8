/// Why the store could not be read or written.
///
/// Every case names the thing it is about, and `problem` says it in a sentence; what to do about it is for each front end to
/// say. The cases are closed, so that a caller which adds a meaning is told by the compiler.
public enum StoreError: Error, Hashable, Sendable {
    /// The system refused a call because of missing permission (EACCES, EPERM).
    case notPermitted(SystemFailure)
    /// The file system has no room left (ENOSPC, EDQUOT, EFBIG).
    case noSpace(SystemFailure)
    /// Any other failure of a system call: a read-only file system, a disk error, a file in the way.
    case failed(SystemFailure)
    /// Another run holds the lock; its process id where the lock file says it.
    case held(path: String, process: Int32?)
    /// Something in the store is not what a run of this program writes.
    case damaged(path: String, reason: String)
    /// A later version of this program wrote the store.
    case newerFormat(path: String, format: Int, known: Int)
    /// The folder could be changed, or has been put there, by somebody else.
    case unsafeFolder(path: String, reason: String)
    /// The history has no such generation.
    case noSuchGeneration(Int, path: String)
    /// No signing request of that number waits in the store.
    case noSuchRequest(Int, path: String)
    /// A name that cannot be the name of a file in the store.
    case unusableName(String)
    /// A trusted certificate of that name is there already, with other contents.
    case trustedNameTaken(path: String)
    /// A root has no serial number left, or was given one that no certificate may carry.
    case serialOutOfRange(root: String)
    /// What names a root is not a digest in hexadecimal.
    case unusableRoot(String)

    /// Which of these it is, for programs: stable, in lower case with hyphens.
    public var kind: String {
        switch self {
        case .notPermitted: "not-permitted"
        case .noSpace: "no-space"
        case .failed: "failed"
        case .held: "held"
        case .damaged: "damaged"
        case .newerFormat: "newer-format"
        case .unsafeFolder: "unsafe-folder"
        case .noSuchGeneration: "no-such-generation"
        case .noSuchRequest: "no-such-request"
        case .unusableName: "unusable-name"
        case .trustedNameTaken: "trusted-name-taken"
        case .serialOutOfRange: "serial-out-of-range"
        case .unusableRoot: "unusable-root"
        }
    }
}
