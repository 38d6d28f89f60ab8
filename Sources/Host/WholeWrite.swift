import Glibc

/// The only loop around write(2).
public enum WholeWrite {
    /// Writes all bytes to an open file, and continues after short writes and EINTR. Returns the error number, or nil
    /// on success.
    public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            // Without this, a write(2) that returns 0 would repeat for ever.
            guard count > 0 else { return count == 0 ? EIO : errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}
