import Glibc

/// Folders that nobody else has.
enum TemporaryFiles {
    /// Makes one; who asks for it removes it.
    static func make() throws -> String {
        var template = Array("/tmp/keyturn-engine-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ShellCommand.SystemError(call: "mkdtemp") }
        return String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The octets of a file.
    static func read(_ path: String) throws -> [UInt8] {
        guard let stream = fopen(path, "re") else { throw ShellCommand.SystemError(call: "fopen \(path)") }
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
