import CertificateEngine
import Glibc

/// Folders that nobody else has.
enum TemporaryFolder {
    /// Makes one; who asks for it removes it.
    static func make() throws -> String {
        var template = Array("/tmp/keyturn-engine-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Tool.SystemError(call: "mkdtemp") }
        return String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The octets of a file.
    static func read(_ path: String) throws -> [UInt8] {
        guard let stream = fopen(path, "re") else { throw Tool.SystemError(call: "fopen \(path)") }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, stream)
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
        }
    }
}

/// A folder with the files of a generation, removed with the value.
final class TemporaryGeneration {
    let path: String

    convenience init(_ prepared: PreparedIgnition) throws { try self.init(try prepared.files()) }

    init(_ files: [PreparedFile]) throws {
        path = try TemporaryFolder.make()
        for file in files {
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

    func read(_ name: String) throws -> [UInt8] { try TemporaryFolder.read("\(path)/\(name)") }
}
