import Glibc
import Testing

@testable import CertificateStore

@Suite("Waiting for the disk")
struct DiskWaitTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: [(1, 0), (2, 1), (4, 2), (9, 0), (9, 4), (9, 8)])
    func `names what cannot be on it, wherever that is among the others`(_ count: Int, _ bad: Int) throws {
        let files = try (0..<count).map { try file("\($0)") }
        defer { for file in files { close(file) } }
        #expect(throws: Never.self) { try DiskWait.end(waits(files)) }
        // A pipe cannot be synchronized (fsync(2): EINVAL).
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        var mixed = files
        mixed[bad] = ends[1]
        #expect(throws: StoreError(code: EINVAL, action: "write", path: "\(bad)")) {
            try DiskWait.end(waits(mixed))
        }
        // Of a folder, that says that the file system has nothing to do for it.
        #expect(throws: Never.self) { try DiskWait.end(waits(mixed, areFolders: true)) }
    }

    private func waits(_ numbers: [Int32], areFolders: Bool = false) -> [DiskWait] {
        numbers.enumerated().map { DiskWait(number: $1, path: "\($0)", isFolder: areFolders) }
    }

    private func file(_ name: String) throws -> Int32 {
        let number = open("\(folder.path)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(number >= 0)
        return number
    }
}
