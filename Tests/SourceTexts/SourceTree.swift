import Glibc

/// The package's files, read from the folder that this test was compiled in.
package enum SourceTree {
    private struct Unreadable: Error {
        let path: String
    }

    /// The package's folder.
    package static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" }

    /// Every Swift file under a folder, with its path from the package's folder.
    package static func files(under folder: String = "Sources") throws -> [SourceText] {
        try paths(under: folder).filter { $0.hasSuffix(".swift") }.sorted().map {
            SourceText(path: $0, try text(of: $0))
        }
    }

    /// The folders directly under Sources/.
    package static func parts() throws -> Set<String> {
        Set(try paths(under: "Sources").map { $0.split(separator: "/") }.filter { $0.count > 2 }.map { String($0[1]) })
    }

    package static func text(of path: String) throws -> String {
        guard let file = fopen("\(root)/\(path)", "re") else { throw Unreadable(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    package static func paths(under folder: String) throws -> [String] {
        guard let stream = opendir("\(root)/\(folder)") else { throw Unreadable(path: folder) }
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
