import Glibc

/// Creates a file that the operator asked for.
public enum NewFile {
    /// Creates a file, and flushes it and its name to the disk. An existing file is not changed. A file that cannot be
    /// written completely is removed again.
    public static func write(_ bytes: [UInt8], to path: String) throws(WriteFailure) {
        guard !path.isEmpty else { throw .noName(path: path) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw errno == EEXIST ? .exists(path: path) : .notMade(path: path, code: errno) }
        var code = bytes.withUnsafeBytes { WholeWrite.write($0, to: descriptor) }
        if code == nil, fsync(descriptor) != 0 { code = errno }
        close(descriptor)
        if code == nil { code = ParentFolder.synchronize(of: path) }
        guard let code else { return }
        unlink(path)
        throw .notWritten(path: path, code: code)
    }

    /// Removes a file that this run created.
    public static func remove(_ path: String) { unlink(path) }
}
