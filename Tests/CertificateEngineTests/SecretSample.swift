import CertificateEngine
import Glibc

/// Files and secrets for the reader.
enum SecretSample {
    static func secret(_ octets: [UInt8]) -> SecretBytes { octets.withUnsafeBytes { SecretBytes(copying: $0) } }

    /// A file's octets.
    static func octets(of path: String) throws -> SecretBytes {
        guard let stream = fopen(path, "r") else { throw ShellCommand.SystemError(call: "fopen \(path)") }
        defer { fclose(stream) }
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, stream)
            if count == 0 { return secret(all) }
            all += buffer.prefix(count)
        }
    }

    /// The processor time of this thread, in seconds (clock_gettime(2)).
    static func processorTime() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}
