import Glibc
import Testing

@Suite("Memory holds a secret of a third party's set as long as it is needed", .ownThread)
struct MemoryTests {
    private let stage: ImportStage
    private let host: NamespaceHost
    private let file: String
    /// The passphrase as text of 8, 16 and 32 bits.
    private static let passphrase = [1, 2, 4].map { width in
        "correct horse".utf8.flatMap { [$0] + [UInt8](repeating: 0, count: width - 1) }
    }
    /// The middle of the key's first prime, as DER has it and as OpenSSL counts with it, and a line of its PEM.
    private let key: [[UInt8]]

    init() throws {
        stage = try ImportStage(isIgnited: false)
        host = try stage.host()
        file = try ImportMaterial.path("good.p12")
        let (pem, text) = (stage.scratch.path("key.pem"), stage.scratch.path("key.txt"))
        try Tool.expect(
            ["openssl", "pkcs12", "-in", file, "-passin", "pass:correct horse", "-nocerts", "-nodes", "-out", pem],
            in: stage.scratch)
        try Tool.expect(["openssl", "rsa", "-in", pem, "-noout", "-text", "-out", text], in: stage.scratch)
        let digits = try #require(Files.text(text)?.split(separator: "prime1:").last?.split(separator: "prime2:").first)
        let prime = digits.split { $0.isWhitespace || $0 == ":" }.compactMap { UInt8($0, radix: 16) }
        let middle = Array(prime.dropFirst(prime.count / 2).prefix(24))
        let line = try #require(Files.text(pem)?.split(separator: "\n").dropLast(4).last)
        try #require(middle.count == 24 && line.count == 64)
        key = [middle, middle.reversed(), Array(line.utf8)]
        unlink(pem)
        unlink(text)
    }

    /// Whether the memory comes to hold neither the passphrase nor the key.
    private func forgets(_ process: pid_t) throws -> Bool {
        try PollDeadline(seconds: 10).wait { try !ProcessScan(process).holds(Self.passphrase + key) }
    }

    @Test("on the screens, until the import is left or the certificates are written")
    func screens() throws {
        let console = try TmuxConsole(in: stage.scratch, under: host.prefix)
        try console.start()
        try WizardOperator(console: console, importsFiles: true).go(to: .names)
        let process = try console.process()
        func read() throws {
            try console.press("C-n")
            try console.wait(for: "Which files hold")
            if !Files.exists(stage.scratch.path("typed")) {
                try console.type(file)
                _ = stage.scratch.file("typed", "")
            }
            try console.press("Enter")
            try console.wait(for: "─ Passphrase ─", "is encrypted")
            try console.type("correct horse")
            try console.wait(for: "*************")
            let kept = try ProcessScan(process).flags(holding: Self.passphrase)
            // As little as this may be locked everywhere.
            #expect(!kept.isEmpty && kept.allSatisfy { $0.isSuperset(of: ["dd", "lo"]) }, "\(kept)")
            try console.press("Enter")
            try console.wait(for: "from \"good.p12\"", "every check passes")
            let key = try ProcessScan(process).flags(holding: key)
            // OpenSSL keeps what it reckons with elsewhere.
            #expect(key.contains { $0.contains("dd") }, "\(key)")
        }
        try read()
        try console.press("Escape")
        try console.wait(for: "Which files hold")
        try console.press("Escape")
        try console.wait(for: "SIP domains")
        #expect(try forgets(process))

        try read()
        try console.press("Enter")
        try console.wait(for: "Level: medium")
        try console.press("Enter")
        try console.wait(for: "Write these certificates?", "Go back")
        try console.press("Enter")
        try console.wait(for: "The certificates are written.")
        #expect(try forgets(process))
        try console.press("Enter")
        try console.wait(for: "status=0.")
    }

    /// A site whose hook waits until it is told to end: so long the program has written its certificates, and goes on.
    private func siteWithHook() throws -> (configuration: String, release: () -> Void) {
        let scratch = stage.scratch
        let pipe = scratch.path("hook-pipe")
        try #require(mkfifo(pipe, 0o666) == 0)
        mkdir(scratch.path("deploy.d"), 0o755)
        let hook = scratch.file("deploy.d/wait", "#!/bin/sh\n: >\(scratch.path("hook-runs"))\ncat \(pipe) >/dev/null\n")
        chmod(hook, 0o755)
        return (scratch.file("keyturn.toml", ""), { Files.write("go\n", to: pipe) })
    }

    private func waitForHook() throws {
        try #require(PollDeadline().wait { Files.exists(stage.scratch.path("hook-runs")) }, "no hook runs")
    }

    @Test("line by line, until the operator goes back or the certificates are written")
    func plain() throws {
        let (configuration, release) = try siteWithHook()
        let console = try TmuxConsole(in: stage.scratch, under: host.prefix, columns: 200)
        try console.start(["--ui", "plain", "--config", configuration])
        func answer(_ question: String, _ text: String) throws {
            try console.wait(for: question)
            try console.type("\(text)\n")
        }
        for (question, text) in [
            ("Who issues", "import"), ("Host name", "ipo1.example.com"), ("LAN1 port", ""), ("LAN2 port", ""),
            ("Further DNS names", ""), ("SIP domains", ""), ("Further IP addresses", ""), ("Role", ""),
        ] { try answer(question, text) }
        let process = try console.process()
        try answer("Files or folders", file)
        try console.wait(for: "Passphrase of")
        try console.type("correct horse\n")
        try console.wait(for: "Level:")
        #expect(try ProcessScan(process).holds(key))
        // The level, the files, the role.
        try console.type("back\n")
        try console.wait(for: "Files or folders, separated by commas [")
        try console.type("back\n")
        let isBack = try PollDeadline().wait { try console.history().matches(of: /Role/).count == 2 }
        #expect(isBack)
        #expect(try forgets(process))

        try console.type("\n")
        try console.wait(for: "Files or folders, separated by commas:")
        try console.type("\(file)\n")
        let asksAgain = try PollDeadline().wait { try console.history().matches(of: /Passphrase of/).count == 2 }
        try #require(asksAgain)
        try console.type("correct horse\n")
        let isRead = try PollDeadline().wait { try console.history().matches(of: /Level:/).count == 2 }
        try #require(isRead)
        try console.type("\n")
        try console.wait(for: "y or n")
        try console.type("y\n")
        try waitForHook()
        #expect(try forgets(process))
        release()
        try console.wait(for: "status=0.")
    }

    @Test("by command, until the certificates are written", arguments: ["table", "json"])
    func command(format: String) throws {
        let (configuration, release) = try siteWithHook()
        let child = try Child(
            host.prefix + [
                Program.path(), "import", file, "--passphrase-file",
                stage.scratch.file("passphrase", "correct horse\n"),
                "--store", stage.scratch.store, "--config", configuration, "--format", format, "--yes",
            ],
            output: stage.scratch.path("output"), errors: stage.scratch.path("errors"), environment: Tool.environment)
        try waitForHook()
        #expect(try forgets(child.process))
        release()
        #expect(try child.waitForEnd() == 0)
        let printed = try #require(Files.text(stage.scratch.path("output")))
        #expect(!printed.contains("horse") && !printed.contains("PRIVATE KEY"))
    }
}
