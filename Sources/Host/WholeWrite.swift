import Glibc

/// The one loop that writes everything.
public enum WholeWrite {
    /// Writes all of it to an open file, going on after short writes and interruptions; returns the error number where that
    /// fails, and nil where it does not.
    public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            // A write of more than nothing that writes nothing would repeat for ever.
            guard count > 0 else { return count == 0 ? EIO : errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}
