import Glibc
import Testing

/// The package's files, read from the folder that this test was compiled in.
enum SourceTree {
    /// The package's folder.
    static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" }

    /// Every Swift file under Sources/, with its path from the package's folder.
    static func files() throws -> [SourceText] {
        try paths(under: "Sources").filter { $0.hasSuffix(".swift") }.sorted().map {
            SourceText(path: $0, try text(of: $0))
        }
    }

    /// The folders directly under Sources/.
    static func parts() throws -> Set<String> {
        Set(try paths(under: "Sources").map { $0.split(separator: "/") }.filter { $0.count > 2 }.map { String($0[1]) })
    }

    static func text(of path: String) throws -> String {
        let file = try #require(fopen("\(root)/\(path)", "re"), "\(path) cannot be read")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func paths(under folder: String) throws -> [String] {
        let stream = try #require(opendir("\(root)/\(folder)"), "\(folder) cannot be read")
        defer { closedir(stream) }
        var paths: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let path = "\(folder)/\(name)"
            if entry.pointee.d_type == UInt8(DT_DIR) {
                paths += try Self.paths(under: path)
            } else {
                paths.append(path)
            }
        }
        return paths
    }
}
