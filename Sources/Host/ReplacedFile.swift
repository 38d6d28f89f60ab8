import Glibc

/// Replaces a file atomically: a reader sees either the old or the new contents.
public enum ReplacedFile {
    /// Writes the file with the mode and the owner of the existing one, and flushes it and its name to the disk.
    public static func write(_ bytes: [UInt8], to path: String) throws(WriteFailure) {
        let new = "\(path).\(getpid())"
        var old = stat()
        let exists = stat(path, &old) == 0
        guard !exists || old.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        if !exists { mkdir(ParentFolder.path(of: path), 0o755) }
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notReplaced(path: path, code: errno) }
        var code = fill(descriptor, bytes, like: exists ? old : nil)
        close(descriptor)
        if code == nil, rename(new, path) != 0 { code = errno }
        if let code {
            unlink(new)
            throw .notReplaced(path: path, code: code)
        }
        if let code = ParentFolder.synchronize(of: path) { throw .notReplaced(path: path, code: code) }
    }

    /// Returns the error number on failure.
    private static func fill(_ descriptor: Int32, _ bytes: [UInt8], like old: stat?) -> Int32? {
        if let code = bytes.withUnsafeBytes({ WholeWrite.write($0, to: descriptor) }) { return code }
        if fchmod(descriptor, old.map { $0.st_mode & 0o7777 } ?? 0o644) != 0 { return errno }
        // Only root may change the owner. A file that root owns keeps its owner anyway.
        if let old, old.st_uid != geteuid() || old.st_gid != getegid(),
            fchown(descriptor, old.st_uid, old.st_gid) != 0
        {
            return errno
        }
        return fsync(descriptor) == 0 ? nil : errno
    }
}
