import Glibc

/// The small files in which the kernel tells what it knows.
enum KernelFile {
    /// The whole of one; empty where it cannot be read.
    static func octets(of path: String) -> [UInt8] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return octets }
            octets += buffer.prefix(count)
        }
    }

    /// The whole of one as text; empty where it cannot be read.
    static func text(of path: String) -> String { String(decoding: octets(of: path), as: UTF8.self) }
}
