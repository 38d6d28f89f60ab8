import Glibc

/// A self-pipe for poll(2): a byte in it wakes the thread that waits.
///
/// Both ends are non-blocking and close-on-exec. If the pipe is full, a byte is lost, which does no harm: one byte is
/// enough for the waiting thread to look at everything.
public final class WakePipe: Sendable {
    /// Readable while there is a byte.
    public let readEnd: Int32
    /// Where a byte is written, by signal handlers too: see `wake`.
    public let writeEnd: Int32

    /// A pipe; throws only if the system has no descriptors left.
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

    /// Wakes the waiting thread.
    public func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes all bytes in the pipe.
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
