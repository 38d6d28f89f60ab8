import Backtracer
import Glibc
import Testing

@Suite("No secret of a third party's set leaks", .ownThread)
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
        let waiting = try Waiting(on: stage, under: OtherProgramsView.prefix)
        try OtherProgramsView.hidesEverything(
            waiting.child.process, [waiting.pipe, stage.scratch.path("output"), stage.scratch.path("errors")])
        try waiting.finish("horse\n")
        #expect(try waiting.child.waitForEnd() == 0)
        #expect(Files.text(stage.scratch.path("errors"))?.contains("left out a private key in") == true)
    }

    @Test(
        "a crash ends it at once, and tells nothing of what is in memory",
        arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT])
    func crash(signal: Int32) throws {
        let stage = try ImportStage()
        let before = Files.picture(stage.scratch.store)
        // The runtime's backtracer is as willing as at a terminal.
        let folder = stage.scratch.path("here")
        let backtracer = try #require(Backtracer.path)
        let waiting = try Waiting(
            on: stage, under: ["sh", "-c", "ulimit -c unlimited && cd \(folder) && exec \"$@\"", "-"],
            environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no,swift-backtrace=\(backtracer)"])
        kill(waiting.child.process, signal)
        #expect(try waiting.child.waitForEnd() == -signal)
        #expect(!waiting.child.hasDumpedCore)
        #expect(Files.text(stage.scratch.path("output")) == "")
        #expect(Files.text(stage.scratch.path("errors")) == "")
        #expect(Files.picture(stage.scratch.store) == before)
        #expect(stage.litter == [])
    }

    /// An import that has read half of a passphrase from a pipe, and waits for the rest.
    private final class Waiting {
        let child: Child
        let pipe: String
        private var writer: Int32

        init(on stage: ImportStage, under prefix: [String] = [], environment: [String: String] = [:]) throws {
            pipe = stage.scratch.path("pipe")
            try #require(mkfifo(pipe, 0o600) == 0)
            // Whoever reads and writes a pipe waits for nobody.
            let writer = open(pipe, O_RDWR | O_CLOEXEC)
            try #require(writer >= 0)
            self.writer = writer
            let words = try ["other.key", "good.p12"].map(ImportMaterial.path)
            child = try Child(
                prefix + [Program.path(), "import"] + words
                    + ["--passphrase-file", "-", "--store", stage.scratch.store],
                input: pipe, output: stage.scratch.path("output"), errors: stage.scratch.path("errors"),
                environment: Tool.environment.merging(environment) { $1 })
            try tell("correct ")
            // It has read what was written once the pipe is empty.
            var waiting: Int32 = 1
            try #require(PollDeadline().wait { ioctl(writer, UInt(FIONREAD), &waiting) == 0 && waiting == 0 })
        }

        deinit { if writer >= 0 { close(writer) } }

        /// Tells it the rest.
        func finish(_ text: String) throws {
            try tell(text)
            close(writer)
            writer = -1
        }

        private func tell(_ text: String) throws {
            let octets = Array(text.utf8)
            try #require(write(writer, octets, octets.count) == octets.count)
        }
    }

    private func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
    }
}
