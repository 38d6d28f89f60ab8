import Glibc
import Testing

@Suite("No secret of a third party's set leaks")
struct ImportSecretTests {
    /// An encrypted key and its certificates.
    private static let files = ["identity.pem", "chain.p7b", "identity-encrypted.key"]
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
        try hidesEverything(child.process, [pipe, stage.scratch.path("output"), stage.scratch.path("errors")])
        let rest = Array("horse\n".utf8)
        try #require(write(writer, rest, rest.count) == rest.count)
        close(writer)
        #expect(try child.waitForEnd() == 65)
        #expect(Files.text(stage.scratch.path("errors"))?.hasPrefix("keyturn: two different private keys") == true)
    }

    @Test("the passphrase is typed unseen, and asked for again where it is wrong")
    func typed() throws {
        let stage = try ImportStage()
        let console = try start(on: stage)
        try hidesEverything(try console.process(), ["/dev/tty"])
        try console.type("wrong horse\n")
        try waitForPrompts(2, on: console)
        #expect(try flat(console).contains("cannot be opened with this passphrase; type the passphrase"))
        try console.type("\(Self.passphrase)\n")
        try console.wait(for: "status=0.", "Written as generation 2.")
        #expect(try console.modesAreRestored())
        #expect(!console.seen.contains("horse"))
        #expect(!console.seen.contains("PRIVATE KEY"))
        #expect(try stage.live().contains("Example Issuing CA"))
    }

    @Test("two files with two passphrases are asked for one after the other")
    func twoFiles() throws {
        let stage = try ImportStage()
        let key = stage.scratch.path("another.key")
        try Tool.expect(
            [
                "openssl", "pkcs8", "-topk8", "-in", try ImportMaterial.path("other.key"), "-passout", "pass:battery",
                "-out", key,
            ], in: stage.scratch)
        let console = try start(on: stage, more: [key])
        try console.type("\(Self.passphrase)\n")
        try waitForPrompts(2, on: console)
        // The first key is decrypted now.
        try hidesEverything(try console.process(), ["/dev/tty"])
        try console.type("battery\n")
        try console.wait(for: "status=65.")
        #expect(try flat(console).contains("two different private keys were given"))
        #expect(!console.seen.contains("horse") && !console.seen.contains("battery"))
    }

    /// The ways to leave the prompt.
    enum Way: String, CaseIterable {
        case controlC = "Ctrl-C"
        case controlD = "Ctrl-D"
        case quit = "Ctrl-\\"
        case terminate = "SIGTERM"
        case hangup = "SIGHUP"
        case interrupt = "SIGINT"
        case terminalGone = "the terminal goes away"
    }

    @Test("however the prompt is left, the terminal is given back and nothing is written", arguments: Way.allCases)
    func left(way: Way) throws {
        let stage = try ImportStage()
        let before = Files.picture(stage.scratch.store)
        let console = try start(on: stage)
        let process = try console.process()
        // Ctrl-D ends a line that has something in it, and the program at the beginning of one.
        if way != .controlD { try console.type("correct") }
        let status: Int32
        switch way {
        case .controlC:
            try console.press("C-c")
            status = 130
        case .controlD:
            try console.press("C-d")
            status = 130
        case .quit:
            try console.press("C-\\")
            status = 130
        case .terminate:
            kill(process, SIGTERM)
            status = 128 + SIGTERM
        case .hangup:
            kill(process, SIGHUP)
            status = 128 + SIGHUP
        case .interrupt:
            kill(process, SIGINT)
            status = 130
        case .terminalGone:
            try console.hangUp()
            status = 0
        }
        try #require(Deadline().wait { kill(process, 0) != 0 }, "the program does not end")
        #expect(Files.picture(stage.scratch.store) == before)
        #expect(stage.litter == [])
        guard way != .terminalGone else { return }
        #expect(try console.modesAreRestored())
        try console.wait(for: "status=\(status).")
        // What was typed before does not come out at the shell either.
        #expect(!console.seen.contains("correct"))
    }

    @Test("nobody is asked where standard input is no terminal, or asking is forbidden")
    func notAsked() throws {
        let stage = try ImportStage()
        let console = try start(on: stage, more: ["--ui", "none"], isAsked: false)
        try console.wait(for: "status=65.")
        #expect(try flat(console).contains("is encrypted, and no passphrase was given"))
    }

    /// Begins an import at a terminal, and waits until it asks.
    private func start(on stage: ImportStage, more: [String] = [], isAsked: Bool = true) throws -> Console {
        let console = try Console(in: stage.scratch)
        try console.start(["import"] + Self.files.map { try ImportMaterial.path($0) } + more)
        if isAsked { try waitForPrompts(1, on: console) }
        return console
    }

    private func waitForPrompts(_ count: Int, on console: Console) throws {
        let isThere = try Deadline().wait {
            try console.screen().matches(of: /Passphrase of "/).count == count
        }
        try #require(isThere, "no prompt on:\n\(console.seen)")
    }

    /// The screen without the ends of its lines, which may be anywhere.
    private func flat(_ console: Console) throws -> String { try console.screen().replacing("\n", with: "") }

    /// Looks at what other programs see of a process.
    private func hidesEverything(
        _ process: pid_t, _ mayBeOpen: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for name in ["cmdline", "environ"] {
            let text = try #require(Files.text("/proc/\(process)/\(name)"))
            for secret in ["PRIVATE", "MII", "correct", "horse"] {
                #expect(!text.contains(secret), "\(name)", sourceLocation: sourceLocation)
            }
        }
        let limits = try #require(Files.text("/proc/\(process)/limits"))
        #expect(limits.contains(/Max core file size +0 +0/), sourceLocation: sourceLocation)
        let open = Files.tree("/proc/\(process)/fd").map { path in
            var target = [CChar](repeating: 0, count: 4096)
            let length = max(readlink(path, &target, target.count), 0)
            return String(decoding: target.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        #expect(!open.isEmpty, sourceLocation: sourceLocation)
        // Pipes and sockets are those of whoever runs the tests.
        let others = open.filter {
            $0.hasPrefix("/") && $0 != "/dev/null" && !$0.hasPrefix("/dev/pts/") && !mayBeOpen.contains($0)
        }
        #expect(others == [], sourceLocation: sourceLocation)
    }

    private func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
    }
}
