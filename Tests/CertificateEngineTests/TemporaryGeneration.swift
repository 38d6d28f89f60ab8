import CertificateEngine
import Glibc

/// A folder with the files of a generation, removed with the value.
final class TemporaryGeneration {
    let path: String

    convenience init(_ prepared: PreparedIgnition) throws { try self.init(try prepared.files()) }

    init(_ files: [PreparedFile]) throws {
        path = try TemporaryFiles.make()
        for file in files {
            switch file.content {
            case .open(let bytes): try write(file.name, bytes)
            case .secret(let secret): try secret.withUnsafeBytes { try write(file.name, Array($0)) }
            }
        }
    }

    deinit { _ = try? ShellCommand("rm -r '\(path)'") }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ShellCommand.SystemError(call: "open") }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw ShellCommand.SystemError(call: "write")
        }
    }

    func read(_ name: String) throws -> [UInt8] { try TemporaryFiles.read("\(path)/\(name)") }
}
