import Glibc
import Testing

@testable import Host

@Suite("The id of a machine")
struct MachineIDTests {
    private static let id = "3d1219c7c4c5404aaa1f6d2a48adfda4"

    let folder: HostScratch

    init() throws { folder = try HostScratch() }

    @Test(arguments: [id, "\(id)\n", "\(id.uppercased())\n"])
    func `is what the file says`(_ text: String) {
        folder.write(text, to: "machine-id")
        #expect(MachineID.read(folder.path("machine-id")) == Self.id)
    }

    @Test(arguments: [
        "", "\n", "uninitialized\n", String(repeating: "0", count: 32), String(id.dropLast()), "\(id)0\n", "\(id)\n\n",
        String(repeating: "g", count: 32), String(repeating: "٣", count: 16),
    ])
    func `is none where the file says`(_ text: String) {
        folder.write(text, to: "machine-id")
        #expect(MachineID.read(folder.path("machine-id")) == nil)
    }

    @Test func `is none where there is no file`() {
        mkfifo(folder.path("pipe"), 0o600)
        for name in ["missing", "pipe", "."] { #expect(MachineID.read(folder.path(name)) == nil) }
    }

    @Test func `is none where the file is on another file system than its folder: it goes with the next start`() throws
    {
        let path = "/dev/shm/keyturn-machine-id-\(getpid())"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        try #require(file >= 0)
        defer { unlink(path) }
        write(file, Self.id, Self.id.utf8.count)
        close(file)
        #expect(MachineID.read(path) == Self.id)
        symlink(path, folder.path("machine-id"))
        #expect(MachineID.read(folder.path("machine-id")) == nil)
    }
}
