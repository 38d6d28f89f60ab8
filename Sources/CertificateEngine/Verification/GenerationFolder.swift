import Threads
import CertificateModel
import Glibc

/// Reads the files of a generation's folder with nothing but open(2) and read(2).
struct GenerationFolder {
    let path: String

    /// The largest file that is read into memory. Files of a generation are far smaller.
    private static let limit = 16 << 20

    /// The contents of a file, in memory that is cleansed because it may be a private key. Nil if there is no such
    /// file.
    func bytes(_ name: String) throws(VerificationError) -> SecretBytes? {
        let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unreadable(name, errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(name, errno) }
        guard status.st_mode & S_IFMT == S_IFREG, (0...Self.limit).contains(Int(status.st_size)) else {
            throw VerificationError(
                "\(VisibleText.quoted(name)) is not a file of a sensible size", hint: "restore it from the history")
        }
        return try SecretBytes(count: Int(status.st_size)) { (memory) throws(VerificationError) in
            var filled = 0
            while filled < memory.count {
                let count = read(descriptor, memory.baseAddress?.advanced(by: filled), memory.count - filled)
                if count < 0 && errno == EINTR { continue }
                // Somebody has cut it short meanwhile.
                guard count > 0 else { throw unreadable(name, count == 0 ? EIO : errno) }
                filled += count
            }
        }
    }

    /// The certificates of a PEM file; throws if the file is missing or has none.
    func certificates(_ name: String) throws(VerificationError) -> [CertificateObject] {
        guard let bytes = try bytes(name) else { throw missing(name) }
        do throws(OpenSSLError) {
            var all: [CertificateObject] = []
            for der in try CertificateReader.pem(bytes.withUnsafeBytes { Array($0) }) {
                all.append(try CertificateObject(der: der))
            }
            if !all.isEmpty { return all }
        } catch {
            throw VerificationError(
                "\(VisibleText.quoted(name)) cannot be decoded: \(error.problem)", hint: "restore it from the history")
        }
        throw VerificationError(
            "\(VisibleText.quoted(name)) holds no certificate", hint: "restore it from the history")
    }

    /// The one certificate of a PEM file.
    func certificate(_ name: String) throws(VerificationError) -> CertificateObject {
        let all = try certificates(name)
        guard let one = all.first, all.count == 1 else {
            throw VerificationError(
                "\(VisibleText.quoted(name)) holds \(all.count) certificates instead of one",
                hint: "restore it from the history")
        }
        return one
    }

    /// The private key in a file; nil if there is no such file.
    func key(_ name: String) throws(VerificationError) -> PrivateKey? {
        guard let bytes = try bytes(name) else { return nil }
        do { return try PrivateKey.reading(pem: bytes) } catch {
            throw VerificationError(
                "\(VisibleText.quoted(name)) cannot be decoded: \(error.problem)", hint: "restore it from the history")
        }
    }

    func missing(_ name: String) -> VerificationError {
        VerificationError(
            "\(VisibleText.quoted(name)) is missing in \(VisibleText.quoted(path))",
            hint: "restore it from the history, or regenerate the certificates")
    }

    private func unreadable(_ name: String, _ code: Int32) -> VerificationError {
        let reason = SystemReason.text(code)
        return VerificationError(
            "\(VisibleText.quoted(name)) in \(VisibleText.quoted(path)) cannot be read: \(reason)",
            hint: "check who owns the file, and check the disk", isOfDisk: true)
    }
}
