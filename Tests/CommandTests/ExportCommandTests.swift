import FoundationEssentials
import Glibc
import Testing

@Suite("keyturn export", .ownThread)
struct ExportCommandTests {
    private let scratch: Scratch
    private static let passphrase = "correct horse"

    init() throws {
        scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
    }

    private func run(_ arguments: [String], under prefix: [String] = []) throws -> CommandResult {
        try Program.run(["export"] + arguments, in: scratch, under: prefix)
    }

    /// The options that encrypt with the passphrase, as a file of Windows or one of ours has it.
    private func given(_ text: String = "\(passphrase)\n") -> [String] {
        ["--passphrase-file", scratch.file("passphrase", text)]
    }

    private func live(_ name: String) -> String? { Files.text("\(scratch.store)/live/\(name)") }

    private var journal: String { Files.text("\(scratch.store)/journal.jsonl") ?? "" }

    @Test("says what it wrote, as a sentence or as JSON, and import reads it back", arguments: ["p12", "p12-legacy"])
    func readBack(form: String) throws {
        let path = scratch.path("ipo1.p12")
        let made = try run(["identity", "--as", form, "--out", path] + given())
        #expect((made.status, made.errors) == (0, ""))
        #expect(
            made.output
                == "Written to \"\(path)\": identity as \(form). It holds the private key, encrypted with the passphrase.\n"
        )
        #expect(Files.mode(path) == 0o600)
        // Another server, which has nothing yet.
        let other = ["--store", scratch.path("other"), "--level", "low", "--dry-run", "--format", "json"]
        let answers = scratch.file("answers.toml", SampleAnswers.usual)
        let ignited = try Program.run(
            ["ignite", "--store", scratch.path("other"), "--answers", answers], in: scratch)
        try #require(ignited.status == 0)
        let read = try Program.run(["import", path] + given() + other, in: scratch)
        #expect(read.status == 0, "\(read.errors)")
        let review = try Program.run(["review", "--format", "json"], in: scratch)
        let digest = /"sha256" : "([0-9a-f]{64})"/
        let expected = review.output.matches(of: digest).map { String($0.output.1) }
        #expect(!expected.isEmpty && expected.allSatisfy(read.output.contains))

        let json = scratch.path("again.p12")
        let report = try run(["identity", "--as", form, "--out", json, "--format", "json"] + given())
        #expect((report.status, report.errors) == (0, ""))
        struct Report: Decodable {
            struct Certificate: Decodable {
                let subject, notAfter, sha256: String
            }
            let exported, `as`, file: String
            let generation: Int
            let privateKey: Bool
            let certificates: [Certificate]
        }
        let decoded = try JSONDecoder().decode(Report.self, from: Data(report.output.utf8))
        #expect((decoded.exported, decoded.as, decoded.file) == ("identity", form, json))
        #expect(decoded.generation == 1 && decoded.privateKey)
        #expect(Set(decoded.certificates.map(\.sha256)) == Set(expected))
        #expect(decoded.certificates.allSatisfy { $0.subject.contains("CN=") && $0.notAfter.hasSuffix("Z") })
    }

    @Test(
        "a passphrase file is read as import reads it",
        arguments: ["correct horse\r\n", "\u{FEFF}correct horse", "utf-16"])
    func passphraseFile(text: String) throws {
        var file = given(text)
        if text == "utf-16" {
            file = ["--passphrase-file", scratch.path("wide")]
            let wide: [UInt8] = [0xFF, 0xFE] + "\(Self.passphrase)\r\n".utf8.flatMap { [$0, 0] }
            Files.write(wide, to: scratch.path("wide"))
        }
        let path = scratch.path("ipo1.p12")
        #expect(try run(["identity", "--as", "p12", "--out", path] + file).status == 0)
        try Tool.expect(
            ["openssl", "pkcs12", "-in", path, "-noout", "-passin", "pass:\(Self.passphrase)"], in: scratch)
    }

    @Test("standard output is the export and nothing else, and a private key in it is noted")
    func output() throws {
        for (part, file) in [("identity", "identity.pem"), ("root", "root.pem"), ("chain", "chain.pem")] {
            let made = try run([part, "--as", "pem", "--out", "-"])
            #expect(made.status == 0 && made.errors == "" && made.output == live(file), "\(part)")
        }
        #expect(!journal.contains("exported"))
        let combined = try run(["identity", "--as", "combined", "--out", "-"])
        #expect(combined.output == (live("identity.key") ?? "") + (live("fullchain.pem") ?? ""))
        #expect((combined.status, combined.errors) == (0, ""))
        #expect(journal.contains("\"identity as combined, to standard output\""))
        let file = scratch.path("out")
        let shell = ["sh", "-c", "exec \"$@\" > \(file)", "-"]
        #expect(try run(["identity", "--as", "p12", "--out", "-"] + given(), under: shell).status == 0)
        try Tool.expect(
            ["openssl", "pkcs12", "-in", file, "-noout", "-passin", "pass:\(Self.passphrase)"], in: scratch)
        let full = try run(["root", "--as", "pem", "--out", "-"], under: ["sh", "-c", "exec \"$@\" > /dev/full", "-"])
        #expect(full.status == 73)
    }

    @Test(
        "what a third party issued is exported with its whole chain, and what signed itself once",
        arguments: [(["identity.pem", "chain.p7b", "identity.key"], 3), (["self-signed.pem"], 1)])
    func imported(files: [String], count: Int) throws {
        let stage = try ImportStage()
        let lax = ["--level", "none", "--allow-name-loss"]
        let imported = try stage.run(["import"] + files.map { try ImportMaterial.path($0) } + lax)
        try #require(imported.status == 0, "\(imported.errors)")
        let path = stage.scratch.path("x.p12")
        #expect(try stage.run(["export", "identity", "--as", "p12", "--out", path] + stage.passphrase).status == 0)
        let opened = try Tool.expect(
            ["openssl", "pkcs12", "-in", path, "-nodes", "-passin", "pass:\(Self.passphrase)"], in: stage.scratch)
        let combined = try stage.run(["export", "identity", "--as", "combined", "--out", "-"]).output
        for text in [opened, combined] {
            #expect(text.matches(of: /-----BEGIN CERTIFICATE-----/).count == count)
            #expect(text.matches(of: /-----BEGIN PRIVATE KEY-----/).count == 1)
        }
        let again = try stage.run(["import", path, "--dry-run"] + lax + stage.passphrase)
        #expect(again.status == 0 && again.errors.contains("this server holds exactly this set already"))
    }

    @Test("an umask that gives everything away gives no key away")
    func umask() throws {
        let open = ["sh", "-c", "umask 000; exec \"$0\" \"$@\""]
        for (form, mode) in [
            ("p12", 0o600), ("p12-legacy", 0o600), ("combined", 0o600), ("pem", 0o644), ("der", 0o644),
        ]
            as [(String, mode_t)]
        {
            let path = scratch.path(form)
            let secret = form.hasPrefix("p12") ? given() : []
            #expect(try run(["identity", "--as", form, "--out", path] + secret, under: open).status == 0)
            #expect(Files.mode(path) == mode, "\(form)")
        }
    }

    /// What is refused: the arguments, the exit status and how the error begins.
    static let refused: [(arguments: [String], status: Int32, error: String)] = [
        (
            ["root", "--as", "p12", "--out", "x"], 65,
            "keyturn: \"p12\" holds a private key, and that of the root is never exported\nhint: export the root as pem or der\n"
        ),
        (["chain", "--as", "der", "--out", "x"], 65, "keyturn: \"der\" holds one certificate, and \"chain\" may have"),
        (
            ["identity", "--as", "p12", "--out", "x"], 65,
            "keyturn: \"p12\" is encrypted with a passphrase, and none was given\n"
                + "hint: use --passphrase-file FILE, or run it on a terminal to be asked\n"
        ),
        (["identity", "--as", "pem", "--out", ""], 65, "keyturn: \"\" is not the name of a file\n"),
        (["identity", "--as", "p13", "--out", "x"], 64, "Error: The value 'p13' is invalid for '--as <form>'."),
        (["key", "--as", "pem", "--out", "x"], 64, "Error: The value 'key' is invalid for '<part>'."),
        (["identity", "--out", "x"], 64, "Error: Missing expected argument '--as <form>'"),
        (["identity", "--as", "pem"], 64, "Error: Missing expected argument '--out <FILE>'"),
        (
            ["identity", "--as", "pem", "--out", "-", "--format", "json"], 64,
            "Error: --format json has no room on standard output beside --out -: name a file\n"
        ),
        (
            ["identity", "--as", "combined", "--out", "x", "--passphrase-file", "y"], 64,
            "Error: --passphrase-file is for p12 and p12-legacy: combined is not encrypted\n"
        ),
    ]

    @Test("what makes no sense is refused, and nothing is written", arguments: refused)
    func refuses(arguments: [String], status: Int32, error: String) throws {
        let before = Files.picture(scratch.store)
        let there = scratch.path("here")
        mkdir(there, 0o755)
        let finished = try run(arguments, under: ["sh", "-c", "cd \(there) && exec \"$@\"", "-"])
        // With --format json, a refusal is JSON on standard output, too.
        #expect(finished.status == status && (finished.output == "" || arguments.contains("json")))
        #expect(finished.errors.hasPrefix(error), "\(finished.errors)")
        #expect(Files.tree(there) == [] && Files.picture(scratch.store) == before)
    }

    @Test("an empty passphrase is refused, and so is a file that is there already")
    func refusesFiles() throws {
        let path = scratch.path("x.p12")
        for text in ["", "\n", "\nsecond line\n"] {
            let finished = try run(["identity", "--as", "p12", "--out", path] + given(text))
            #expect(finished.status == 65)
            #expect(
                finished.errors == """
                    keyturn: the passphrase is empty, and would protect nothing
                    hint: give one, or export the identity as combined, which is not encrypted

                    """)
        }
        #expect(!Files.exists(path))
        let there = scratch.file("there", "mine\n")
        let finished = try run(["identity", "--as", "combined", "--out", there])
        #expect(finished.status == 73)
        #expect(finished.errors == "keyturn: \"\(there)\" exists already\nhint: choose another name\n")
        #expect(Files.text(there) == "mine\n" && !journal.contains("exported"))
    }

    // MARK: - On a terminal

    @Test("the passphrase is typed twice and unseen, until both are the same, and no other program sees it")
    func typed() throws {
        let (console, path) = (try TmuxConsole(in: scratch, under: OtherProgramsView.prefix), scratch.path("x.p12"))
        try console.start(["export", "identity", "--as", "p12", "--out", path])
        try console.wait(for: "Passphrase for the new file:")
        try console.type("\n")
        try console.wait(for: "the passphrase is empty, and would protect nothing")
        try wait(for: 2, of: "Passphrase for the new file:", on: console)
        try console.type("wrong horse\n")
        try console.wait(for: "The same passphrase again:")
        try OtherProgramsView.hidesEverything(try console.process(), ["/dev/tty"])
        try console.type("\(Self.passphrase)\n")
        try console.wait(for: "the two passphrases are not the same")
        for count in 3...4 {
            let question = count == 3 ? "Passphrase for the new file:" : "The same passphrase again:"
            try wait(for: count == 3 ? 3 : 2, of: question, on: console)
            try console.type("\(Self.passphrase)\n")
        }
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
        let history = try console.history()
        #expect(history.contains("Written to \"\(path)\": identity as p12.") && !history.contains("horse"))
        try Tool.expect(
            ["openssl", "pkcs12", "-in", path, "-noout", "-passin", "pass:\(Self.passphrase)"], in: scratch)
        #expect(journal.contains("identity as p12, to") && !journal.contains("horse"))
    }

    private func wait(for count: Int, of text: String, on console: TmuxConsole) throws {
        let isThere = try PollDeadline().wait { try console.history().matches(of: try Regex(text)).count == count }
        try #require(isThere, "\(console.seen)")
    }

    @Test("whoever leaves the question has written nothing")
    func left() throws {
        let (console, path) = (try TmuxConsole(in: scratch), scratch.path("x.p12"))
        try console.start(["export", "identity", "--as", "p12", "--out", path])
        try console.wait(for: "Passphrase for the new file:")
        try console.press("C-c")
        try console.wait(for: "status=130.")
        #expect(try console.modesAreRestored() && !Files.exists(path) && !journal.contains("exported"))
    }

    @Test("a private key or binary is not written to a terminal, a certificate in PEM is")
    func terminal() throws {
        let console = try TmuxConsole(in: scratch, columns: 120)
        for (words, problem) in [
            (
                "identity --as combined",
                "\"identity as combined\" holds a private key, which is not shown on a terminal"
            ),
            ("identity --as p12", "\"identity as p12\" holds a private key, which is not shown on a terminal"),
            ("root --as der", "\"root as der\" is not text, and standard output is a terminal"),
        ] {
            try console.type("clear\n")
            try console.start(["export", words, "--out", "-"])
            try console.wait(for: "status=64.", "keyturn: \(problem)", "hint: name a new file with --out FILE")
        }
        try console.type("clear\n")
        try console.start(["export", "root", "--as", "pem", "--out", "-"])
        try console.wait(for: "status=0.", "-----END CERTIFICATE-----")
        #expect(try !console.history().contains("PRIVATE KEY-----") && !journal.contains("exported"))
    }

    @Test(
        "line by line: what, in which form, the passphrase unseen, and the file; one that is there is asked for again")
    func plain() throws {
        let there = scratch.file("there.p12", "mine\n")
        let (console, path) = (try TmuxConsole(in: scratch), scratch.path("x.p12"))
        try console.start(["--ui", "plain"])
        try console.wait(for: "8: export", "Number [0]:")
        try console.type("8\n")
        try console.wait(for: "identity, root, chain or bundle [identity]:")
        try console.type("root\n")
        try console.wait(for: "Form [pem]:")
        try console.type("p12\n")
        try console.wait(for: "that of the root is never exported", "hint: export the root as pem or der")
        try console.type("back\n")
        try console.wait(for: "[root]:")
        try console.type("identity\n")
        try console.wait(for: "combined: key, certificate and chain, NOT encrypted", "Form [p12]:")
        try console.type("\n")
        try console.wait(for: "Passphrase for the new file:")
        try console.type("\(Self.passphrase)\n")
        try console.wait(for: "The same passphrase again:")
        try console.type("\(Self.passphrase)\n")
        try console.wait(for: "New file (- for none) [ipo1.p12]:")
        try console.type("\(there)\n")
        try console.wait(for: "exists already", "hint: choose another name")
        try console.type("\(path)\n")
        try console.wait(for: "Written to", "0: leave", "Number [0]:")
        try console.type("0\n")
        try console.wait(for: "status=0.")
        #expect(Files.text(there) == "mine\n" && Files.mode(path) == 0o600)
        #expect(try !console.history().contains("horse"))
        try Tool.expect(
            ["openssl", "pkcs12", "-in", path, "-noout", "-passin", "pass:\(Self.passphrase)"], in: scratch)
    }

    @Test("on the home screen: the same, with the passphrase as asterisks")
    func screen() throws {
        let (console, path) = (try TmuxConsole(in: scratch), scratch.path("x.p12"))
        try console.start()
        try console.wait(for: "Home", "Regenerate")
        try console.press("x")
        try console.wait(for: "Export", "identity as p12")
        try console.press("Enter")
        try console.wait(for: "New passphrase", "Enter Next")
        try console.type(Self.passphrase)
        try console.wait(for: "*************")
        try console.press("Enter")
        try console.wait(for: "The same passphrase again.")
        try console.type(Self.passphrase)
        try console.wait(for: "*************")
        try OtherProgramsView.hidesEverything(try console.process(), ["/dev/tty"])
        try console.press("Enter")
        try console.wait(for: "Export to a file", "ipo1.p12")
        try console.press("C-u")
        try console.type(path)
        try console.wait(for: "/x.p12")
        try console.press("Enter")
        try console.wait(for: "Written to", "encrypted with the passphrase")
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(Files.mode(path) == 0o600 && journal.contains("identity as p12, to"))
        #expect(!console.seen.contains("horse") && !journal.contains("horse"))
        try Tool.expect(
            ["openssl", "pkcs12", "-in", path, "-noout", "-passin", "pass:\(Self.passphrase)"], in: scratch)
    }
}
