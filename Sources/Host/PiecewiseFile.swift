import Glibc

/// An open file that is read in pieces. It is closed with its last owner.
public final class PiecewiseFile: Sendable {
    private let descriptor: Int32
    /// How many octets it had when it was opened.
    public let size: Int

    /// Takes over a descriptor; nil if it is not of a regular file at its beginning.
    init?(takingOwnership descriptor: Int32) {
        self.descriptor = descriptor
        var status = stat()
        size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        guard status.st_mode & S_IFMT == S_IFREG, lseek(descriptor, 0, SEEK_CUR) == 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// What the file has there now (pread(2)): less if it has become shorter, or if its disk fails.
    public func read(_ range: Range<Int>) -> [UInt8] {
        Array(unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let more = pread(
                    descriptor, buffer.baseAddress.map { $0 + count }, range.count - count, range.lowerBound + count)
                if more < 0, errno == EINTR { continue }
                guard more > 0 else { return }
                count += more
            }
        }
    }
}
