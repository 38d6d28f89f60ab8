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

    /// Whether a later change of the file has another stamp for certain: two within one tick of the kernel's clock, which
    /// is at most 10 ms long, have the same.
    var isSettled: Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let passed = now.tv_sec &- seconds
        return passed > 1 || passed >= 0 && passed * 1_000_000_000 + now.tv_nsec - nanoseconds > 20_000_000
    }
}
