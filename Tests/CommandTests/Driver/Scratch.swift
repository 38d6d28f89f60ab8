import Glibc
import Testing

/// A folder of a test's own, which goes when the test does.
final class Scratch: Sendable {
    let folder: String

    init() throws {
        var template = Array("/tmp/keyturn-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil, "no folder could be made in /tmp")
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { empty() }

    /// Takes the folder away, for one that lives as long as the process.
    func empty() {
        for path in Files.tree(folder).reversed() { remove(path) }
        rmdir(folder)
    }

    /// Where a store may be made.
    var store: String { path("store") }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Writes a file into the folder, and returns its path.
    func file(_ name: String, _ text: String) -> String {
        Files.write(text, to: path(name))
        return path(name)
    }
}
