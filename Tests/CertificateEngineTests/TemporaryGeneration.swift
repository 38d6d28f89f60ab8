import CertificateEngine
import Glibc

/// A folder with the files of a prepared ignition, removed with the value.
final class TemporaryGeneration {
    let path: String

    init(_ prepared: PreparedIgnition) throws {
        var template = Array("/tmp/keyturn-engine-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Tool.SystemError(call: "mkdtemp") }
        path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for file in try prepared.files() {
            switch file.content {
            case .open(let bytes): try write(file.name, bytes)
            case .secret(let secret): try secret.withUnsafeBytes { try write(file.name, Array($0)) }
            }
        }
    }

    deinit { _ = try? Tool("rm -r '\(path)'") }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Tool.SystemError(call: "open") }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Tool.SystemError(call: "write") }
    }

    func read(_ name: String) throws -> [UInt8] {
        let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Tool.SystemError(call: "open") }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        return Array(buffer.prefix(max(0, Glibc.read(descriptor, &buffer, buffer.count))))
    }
}
