/// Why the store could not be read or written.
///
/// Every case names the thing it is about; `problem` and `hint` are the two sentences that the operator sees, and
/// `exitStatus` is the command line's. The cases are closed, so that a caller which adds a meaning is told by the compiler.
public enum StoreError: Error, Hashable, Sendable {
    /// The system refused a call for want of permission (EACCES, EPERM).
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

    /// The exit status of a command that ends with this error, after sysexits(3): 65 data, 73 cannot write, 75 try again,
    /// 77 no permission.
    public var exitStatus: Int32 {
        switch self {
        case .noSpace, .failed: 73
        case .held: 75
        case .notPermitted, .unsafeFolder: 77
        case .damaged, .newerFormat, .noSuchGeneration, .noSuchRequest, .unusableName, .trustedNameTaken,
            .serialOutOfRange, .unusableRoot:
            65
        }
    }
}
