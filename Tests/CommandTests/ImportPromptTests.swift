import Glibc
import Testing

@Suite("A passphrase is asked for at the terminal, and nobody sees it", .ownThread)
struct ImportPromptTests {
    /// An encrypted key and its certificates.
    private static let files = ["identity.pem", "chain.p7b", "identity-encrypted.key"]
    private static let passphrase = "correct horse"

    @Test("the passphrase is typed unseen, and asked for again where it is wrong")
    func typed() throws {
        let stage = try ImportStage()
        let console = try start(on: stage)
        try OtherProgramsView.hidesEverything(try console.process(), ["/dev/tty"])
        try console.type("wrong horse\n")
        try waitForPrompts(2, on: console)
        #expect(try console.history().contains("cannot be opened with this passphrase; type the passphrase"))
        try console.type("\(Self.passphrase)\n")
        try console.wait(for: "Write these certificates?")
        try console.type("y\n")
        try console.wait(for: "status=0.", "Written as generation 2.")
        #expect(try console.modesAreRestored())
        let history = try console.history()
        #expect(history.contains("Passphrase of \""))
        #expect(!history.contains("horse"))
        #expect(!history.contains("PRIVATE KEY"))
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
        try OtherProgramsView.hidesEverything(try console.process(), ["/dev/tty"])
        try console.type("battery\n")
        try console.wait(for: "Write these certificates?")
        try console.type("n\n")
        try console.wait(for: "status=130.")
        let history = try console.history()
        #expect(!history.contains("horse") && !history.contains("battery"))
    }

    /// The ways to leave the prompt.
    enum Way: String, CaseIterable {
        case controlC = "Ctrl-C"
        case controlD = "Ctrl-D"
        case quit = "Ctrl-\\"
        case terminate = "SIGTERM"
        case hangup = "SIGHUP"
        case interrupt = "SIGINT"
        case user = "SIGUSR1"
        case abort = "SIGABRT"
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
        case .user:
            kill(process, SIGUSR1)
            status = 128 + SIGUSR1
        case .abort:
            kill(process, SIGABRT)
            status = 128 + SIGABRT
        case .terminalGone:
            try console.hangUp()
            status = 0
        }
        try #require(PollDeadline().wait { kill(process, 0) != 0 }, "the program does not end")
        #expect(Files.picture(stage.scratch.store) == before)
        #expect(stage.litter == [])
        guard way != .terminalGone else { return }
        #expect(try console.modesAreRestored())
        try console.wait(for: "status=\(status).")
        // What was typed before does not come out at the shell either.
        #expect(try !console.history().contains("correct"))
    }

    @Test("nobody is asked where standard input is no terminal, or asking is forbidden")
    func notAsked() throws {
        let stage = try ImportStage()
        let console = try start(on: stage, more: ["--ui", "none"], isAsked: false)
        try console.wait(for: "status=65.")
        #expect(try console.history().contains("is encrypted, and no passphrase was given"))
    }

    /// Begins an import at a terminal, and waits until it asks.
    private func start(on stage: ImportStage, more: [String] = [], isAsked: Bool = true) throws -> TmuxConsole {
        let console = try TmuxConsole(in: stage.scratch, under: OtherProgramsView.prefix)
        try console.start(["import"] + Self.files.map { try ImportMaterial.path($0) } + more)
        if isAsked { try waitForPrompts(1, on: console) }
        return console
    }

    private func waitForPrompts(_ count: Int, on console: TmuxConsole) throws {
        let isThere = try PollDeadline().wait {
            try console.screen().matches(of: /Passphrase of "/).count == count
        }
        try #require(isThere, "no prompt on:\n\(console.seen)")
    }
}
