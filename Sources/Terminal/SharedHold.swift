internal import Glibc

/// One of those who hold something of this machine together: the first takes it, and the last gives it back.
///
/// Each has a shared lock on one file (flock(2)), which the kernel releases for whoever dies. The file has contents while the
/// thing is held, so that what nobody gave back is known at the next start.
struct SharedHold {
    /// The file, open and locked.
    let descriptor: Int32

    /// Joins those who hold it, or is the first. Takes it with `take` either way: it may have been given back by a stranger.
    ///
    /// Nil where the file cannot be opened, or where nobody holds it and `isFree` says that there is nothing to take.
    init?(file path: String, isFree: () -> Bool, take: () -> Bool) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        while true {
            let isAlone = Self.lock(descriptor, LOCK_EX | LOCK_NB)
            if isAlone, !Self.isHeld(descriptor) {
                guard isFree(), take() else { break }
                _ = write(descriptor, "held\n", 5)
            }
            // Between two locks the last of the others may leave, and give it back.
            guard Self.lock(descriptor, LOCK_SH) else { break }
            if Self.isHeld(descriptor) {
                _ = take()
                return
            }
            _ = flock(descriptor, LOCK_UN)
        }
        close(descriptor)
        return nil
    }

    /// Leaves, and whether nobody else is left: then `release` is called before the file says so. Async-signal-safe
    /// (signal-safety(7)), but for flock(2), which is a system call and no more.
    static func leave(_ descriptor: Int32, release: () -> Void) {
        // This gives up the shared lock first: of two who leave at once, the later one is alone.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
            release()
            _ = ftruncate(descriptor, 0)
        }
        close(descriptor)
    }

    private static func isHeld(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_size > 0
    }

    private static func lock(_ descriptor: Int32, _ operation: Int32) -> Bool {
        while flock(descriptor, operation) != 0 { guard errno == EINTR else { return false } }
        return true
    }
}
