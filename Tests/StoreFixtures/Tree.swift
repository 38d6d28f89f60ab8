import Glibc

/// A folder as a value: every path in it with its type, mode and contents, so that two moments can be compared byte for byte.
public struct Tree: Hashable, Sendable, CustomStringConvertible {
    /// A line for each path: its octal mode with the type in front, and the contents or the target after it.
    public private(set) var entries: [String: String] = [:]

    /// The tree under a path; empty where there is nothing.
    public init(_ path: String) {
        add(path, as: ".")
    }

    /// The modes alone, by path.
    public var modes: [String: String] { entries.mapValues { String($0.prefix { $0 != " " }) } }

    /// The entries that the other tree has not, or has otherwise.
    public func differences(from other: Tree) -> [String] {
        Set(entries.keys).union(other.entries.keys).filter { entries[$0] != other.entries[$0] }.sorted()
    }

    /// The tree without some paths.
    public func without(_ paths: String...) -> Tree {
        var tree = self
        for path in paths { tree.entries[path] = nil }
        return tree
    }

    /// One line for each path.
    public var description: String {
        entries.keys.sorted().map { "\($0): \((entries[$0] ?? "").prefix(60))" }.joined(separator: "\n")
    }

    private mutating func add(_ path: String, as name: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        let mode = String(status.st_mode & 0o7777, radix: 8)
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            entries[name] = "d\(mode)"
            for inner in Self.names(path) { add("\(path)/\(inner)", as: name == "." ? inner : "\(name)/\(inner)") }
        case S_IFLNK: entries[name] = "l \(Self.target(path))"
        case S_IFREG: entries[name] = "f\(mode) \(Self.contents(path))"
        // Opening a FIFO would wait for a writer.
        default: entries[name] = "?\(mode)"
        }
    }

    /// Removes what is under a path, and the path.
    public static func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { return _ = unlink(path) }
        for name in names(path) { remove("\(path)/\(name)") }
        rmdir(path)
    }

    /// The names in a folder, without reading what is behind them.
    public static func names(_ path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    private static func target(_ path: String) -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let length = readlink(path, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The text of a file.
    public static func contents(_ path: String) -> String {
        guard let file = fopen(path, "re") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer.prefix(count)
        }
    }

    /// Writes a file, whatever was there.
    public static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "we") else { throw FixtureFailure("cannot write \(path)") }
        fputs(text, file)
        fclose(file)
    }
}
