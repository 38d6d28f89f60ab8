import CertificateModel
import Glibc

/// Writes a file in the place of another one: whoever opens it finds the old one or the new one, and each whole.
enum ReplacedFile {
    /// Writes it with the mode and the owner of the one that is there; `hint` is what to do where it cannot be written.
    static func write(_ bytes: [UInt8], to path: String, hint: String) throws(CommandFailure) {
        let new = "\(path).\(getpid())"
        var old = stat()
        let exists = stat(path, &old) == 0
        if !exists, let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o755) }
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path, hint) }
        var isWritten =
            NewFile.writeWhole(bytes, descriptor) && fchmod(descriptor, exists ? old.st_mode & 0o7777 : 0o644) == 0
        // Only root can give a file away, and a file of root's own needs no giving.
        if exists, old.st_uid != geteuid() || old.st_gid != getegid() {
            isWritten = isWritten && fchown(descriptor, old.st_uid, old.st_gid) == 0
        }
        isWritten = isWritten && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        errno = code
        guard isWritten, rename(new, path) == 0 else {
            let failure = failure(path, hint)
            unlink(new)
            throw failure
        }
    }

    private static func failure(_ path: String, _ hint: String) -> CommandFailure {
        CommandFailure(
            status: errno == EACCES || errno == EPERM ? .noPermission : .cannotWrite,
            problem: "cannot write \(VisibleText.quoted(path)): \(String(cString: strerror(errno)))", hint: hint)
    }
}
