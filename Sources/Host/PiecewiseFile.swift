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

    /// Fills memory with what the file has from an offset on (pread(2)), and returns how much that is: less if the file has
    /// become shorter, or if its disk fails.
    public func read(at offset: Int, into memory: UnsafeMutableRawBufferPointer) -> Int {
        var count = 0
        while count < memory.count {
            let more = pread(
                descriptor, memory.baseAddress.map { $0 + count }, memory.count - count, off_t(offset + count))
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { break }
            count += more
        }
        return count
    }
}
