import Glibc

/// Which file it is and when it was last changed (inode(7)): as long as it is equal, the contents are the same.
public struct FileStamp: Hashable, Sendable {
    private let inode: UInt64
    private let seconds, nanoseconds: Int

    init(_ status: stat) {
        inode = UInt64(status.st_ino)
        // Nobody can set this one back.
        seconds = status.st_ctim.tv_sec
        nanoseconds = status.st_ctim.tv_nsec
    }
}
