import Glibc
import Testing

/// A client that is not ours: what it prints and how it ends. A tool that is missing fails the test.
struct ShellCommand {
    let status: Int32
    let output: String

    /// Runs a command line through the shell, standard error with the output.
    @discardableResult
    init(_ commandLine: String) throws {
        guard let stream = popen("{ \(commandLine); } 2>&1", "r") else { throw SystemError(call: "popen") }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, stream)
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        let ended = pclose(stream)
        status = ended & 0x7f == 0 ? ended >> 8 & 0xff : -1
        output = String(decoding: bytes, as: UTF8.self)
    }

    /// A system call that a test needs has failed.
    struct SystemError: Error {
        let call: String
        let code = errno
    }
}
