import Glibc
import Testing

/// What `make install` puts into a folder, with the program that was built for the tests.
final class InstalledProgram: Sendable {
    /// The package's folder.
    static let root = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/\($1)" }

    /// What runs make there.
    static let make = ["make", "--silent", "--no-print-directory", "-C", root]

    /// Where it was installed to, and what it takes for that: the two differ where it is packed to go elsewhere.
    let folder: String
    let prefix: String
    private let scratch: Scratch

    /// One that is in place serves all tests that only read it.
    private static let made: Result<InstalledProgram, any Error> = Result {
        let installation = try InstalledProgram()
        atexit { try? InstalledProgram.made.get().scratch.empty() }
        return installation
    }

    static func inPlace() throws -> InstalledProgram { try made.get() }

    /// Installs it for `prefix`, packed in a folder of its own; without one, in place below that folder.
    init(for prefix: String? = nil) throws {
        scratch = try Scratch()
        self.prefix = prefix ?? scratch.path("usr")
        folder = prefix.map { [scratch] in scratch.path("packed") + $0 } ?? scratch.path("usr")
        try make("install", "RELEASE=\(Program.path())")
    }

    /// Takes it away again.
    func uninstall() throws { try make("uninstall") }

    private func make(_ words: String...) throws {
        let packed = folder.dropLast(prefix.utf8.count)
        try Tool.expect(Self.make + words + ["PREFIX=\(prefix)", "DESTDIR=\(packed)"], in: scratch)
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func text(_ name: String) -> String { Files.text(path(name)) ?? "" }

    /// Every file with its mode, by its path below the folder.
    func files() -> [String] {
        Files.tree(folder).filter { !Files.isFolder($0) }.map {
            "\(String(Files.mode($0) ?? 0, radix: 8)) \($0.dropFirst(folder.utf8.count + 1))"
        }
    }

    /// The unit files.
    var units: [String] { Files.tree(path("lib/systemd/system")) }
}
