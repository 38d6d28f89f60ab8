import Glibc
import Testing

@Suite("No secret of a third party's set leaks")
struct ImportSecretTests {
    private static let passphrase = "correct horse"

    @Test("after an import the key is in its own file, and the passphrase nowhere", arguments: ["table", "json"])
    func store(format: String) throws {
        let stage = try ImportStage()
        let finished = try stage.importing(
            "good.p12", options: stage.passphrase + ["--format", format])
        try #require(finished.status == 0)
        let folder = "\(stage.scratch.store)/generations"
        let own = "\(folder)/000002/identity.key"
        let pem = try #require(Files.text(own)).split(separator: "\n")
        #expect(pem.first == "-----BEGIN PRIVATE KEY-----")
        #expect(Files.mode(own) == 0o600)
        #expect(Files.mode("\(folder)/000002") == 0o700)
        try Tool.expect(
            ["openssl", "pkey", "-in", own, "-outform", "DER", "-out", stage.scratch.path("key.der")],
            in: stage.scratch)
        let der = try #require(Files.bytes(stage.scratch.path("key.der")))
        // Neither as text nor as octets: the end of the DER is secret in every kind of key.
        let secrets = [Array(pem[pem.count - 2].utf8), Array(der.suffix(24)), Array(Self.passphrase.utf8)]
        func holdsSecret(_ bytes: [UInt8]) -> Bool { secrets.contains { holds(bytes, $0) } }
        #expect(holdsSecret(try #require(Files.bytes(own))))
        for path in Files.tree(stage.scratch.store) where path != own {
            #expect(!holdsSecret(Files.bytes(path) ?? []), "\(path)")
        }
        let withKeys = Files.tree(stage.scratch.store).filter { Files.text($0)?.contains("PRIVATE KEY") == true }
        #expect(withKeys == ["\(folder)/000001/identity.key", "\(folder)/000001/root.key", own])
        for text in [finished.output, finished.errors] {
            #expect(!holdsSecret(Array(text.utf8)) && !text.contains("PRIVATE KEY"))
        }
        #expect(stage.litter == [])
    }

    @Test("while it waits for a passphrase on standard input, nothing of the process shows one, and no key is open")
    func waiting() throws {
        let stage = try ImportStage()
        let pipe = stage.scratch.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        // Whoever reads and writes a pipe waits for nobody.
        let writer = open(pipe, O_RDWR | O_CLOEXEC)
        try #require(writer >= 0)
        let words = try ["other.key", "good.p12"].map(ImportMaterial.path)
        let child = try Child(
            [Program.path(), "import"] + words + ["--passphrase-file", "-", "--store", stage.scratch.store],
            input: pipe, output: stage.scratch.path("output"), errors: stage.scratch.path("errors"),
            environment: Tool.environment)
        let half = Array("correct ".utf8)
        try #require(write(writer, half, half.count) == half.count)
        // It has read what was written once the pipe is empty.
        var waiting: Int32 = 1
        try #require(Deadline().wait { ioctl(writer, UInt(FIONREAD), &waiting) == 0 && waiting == 0 })
        try OtherProgramsView.hidesEverything(
            child.process, [pipe, stage.scratch.path("output"), stage.scratch.path("errors")])
        let rest = Array("horse\n".utf8)
        try #require(write(writer, rest, rest.count) == rest.count)
        close(writer)
        #expect(try child.waitForEnd() == 65)
        #expect(Files.text(stage.scratch.path("errors"))?.hasPrefix("keyturn: two different private keys") == true)
    }

    private func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
    }
}
