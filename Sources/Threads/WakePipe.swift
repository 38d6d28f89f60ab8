import Glibc

/// A self-pipe for poll(2): writing a byte wakes the thread that waits.
///
/// Both ends are closed on exec and never block. A full pipe loses a byte and nothing else, because a waiter that finds
/// one byte looks at everything there is.
public final class WakePipe: Sendable {
    /// Readable while a byte is there.
    public let readEnd: Int32
    /// Where a byte is written, also by a signal handler: see `wake`.
    public let writeEnd: Int32

    /// Makes the pipe; fails only where the system has no descriptors left.
    public init() throws(NoDescriptors) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw NoDescriptors(code: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Wakes the waiter.
    public func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes all bytes that are there.
    public func drain() -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64)
        while true {
            let count = read(readEnd, &buffer, buffer.count)
            if count > 0 {
                all += buffer[..<count]
            } else if count == 0 || errno != EINTR {
                return all
            }
        }
    }
}
