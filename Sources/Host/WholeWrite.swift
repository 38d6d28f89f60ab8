import Glibc

/// The only loop around write(2) and around a send(2) that waits.
public enum WholeWrite {
    /// Writes all bytes to an open file, and continues after short writes and EINTR. Returns the error number, or nil
    /// on success.
    public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        whole(bytes) { Glibc.write(descriptor, $0, $1) }
    }

    /// Writes all bytes to a connected socket as ``write(_:to:)`` does. A peer that has ended is an error number here
    /// (EPIPE), never a SIGPIPE.
    static func send(_ bytes: UnsafeRawBufferPointer, to socket: Int32) -> Int32? {
        whole(bytes) { Glibc.send(socket, $0, $1, Int32(MSG_NOSIGNAL)) }
    }

    private static func whole(
        _ bytes: UnsafeRawBufferPointer, _ part: (UnsafeRawPointer?, Int) -> Int
    ) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = part(UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            // Without this, a call that returns 0 would repeat for ever.
            guard count > 0 else { return count == 0 ? EIO : errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}
