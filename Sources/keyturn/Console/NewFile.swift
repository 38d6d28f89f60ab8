import CertificateModel
import Glibc

/// Writes a file that the operator asked for.
enum NewFile {
    /// Writes a new file, on the disk when this returns; one that exists already is not touched, and one that cannot be
    /// written whole goes again.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        let quoted = VisibleText.quoted(path)
        guard !path.isEmpty else {
            throw CommandFailure(
                status: .refused, problem: "\(quoted) is not the name of a file", hint: "type the path of a file")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw CommandFailure(
                    status: .cannotWrite, problem: "\(quoted) exists already", hint: "choose another name")
            }
            throw CommandFailure(
                status: .cannotWrite, problem: "\(quoted) cannot be made: \(String(cString: strerror(errno)))",
                hint: "choose a folder that you can write to")
        }
        let isWritten = writeWhole(bytes, descriptor) && fsync(descriptor) == 0
        let reason = String(cString: strerror(errno))
        close(descriptor)
        guard isWritten else {
            unlink(path)
            throw CommandFailure(
                status: .cannotWrite, problem: "\(quoted) cannot be written: \(reason)", hint: "make room on that disk")
        }
    }

    /// Writes all of it to an open file; false where that fails, for the reason in `errno`.
    static func writeWhole(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Takes a file back that this run wrote.
    static func remove(_ path: String) { unlink(path) }
}
