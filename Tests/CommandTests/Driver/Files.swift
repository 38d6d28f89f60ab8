import Glibc

/// Files of the tests, by path, without Foundation.
enum Files {
    /// The file's text, or nil where it cannot be read.
    static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    static func bytes(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return bytes
    }

    /// Writes a file anew.
    static func write(_ text: String, to path: String, mode: mode_t = 0o644) {
        write(Array(text.utf8), to: path, mode: mode)
    }

    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The permission bits of a path.
    static func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder.
    static func names(_ folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Every path below a folder, links not followed, in order.
    static func tree(_ folder: String) -> [String] {
        names(folder).map { "\(folder)/\($0)" }.flatMap { isFolder($0) ? [$0] + tree($0) : [$0] }.sorted()
    }

    /// What a folder holds, to compare: each path with its mode, and its bytes or what it points to.
    static func picture(_ folder: String) -> [String] {
        tree(folder).map { path in
            var target = [CChar](repeating: 0, count: 4096)
            let length = readlink(path, &target, target.count)
            let contents =
                length >= 0
                ? "-> " + String(decoding: target.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
                : isFolder(path) ? "folder" : String(describing: bytes(path)?.hashValue)
            return "\(path) \(String(mode(path) ?? 0, radix: 8)) \(contents)"
        }
    }
}
