import Glibc
import Testing

@Suite("An operator regenerates", .ownThread)
struct RegenerateTests {
    private func ignited() throws -> Scratch {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        return scratch
    }

    /// The usual answers again, so that no address of the machine that runs the tests comes in.
    private func regenerate(
        _ scratch: Scratch, _ arguments: [String] = [], answers: String = SampleAnswers.usual, under: [String] = []
    ) throws -> CommandResult {
        try Program.run(
            ["regenerate"] + arguments + ["--answers", scratch.file("present.toml", answers)], in: scratch,
            under: under)
    }

    private func review(_ scratch: Scratch) throws -> PrintedReport {
        try PrintedReport(Program.run(["review", "--format", "json"], in: scratch))
    }

    private func verify(_ scratch: Scratch, root: Int, identity: Int) throws -> Bool {
        let folder = "\(scratch.store)/generations/00000"
        return try Tool.run(
            [
                "openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", "\(folder)\(root)/root.pem",
                "\(folder)\(identity)/identity.pem",
            ], in: scratch
        ).status == 0
    }

    @Test("the identity, under its root, with a new key or the one it has", arguments: [[], ["--keep-key"]])
    func identity(options: [String]) throws {
        let scratch = try ignited()
        let before = try review(scratch)
        let printed = try PrintedReport(regenerate(scratch, options + ["--format", "json"]))
        let after = try review(scratch)
        #expect(printed.certificates == after.certificates)
        #expect((printed.changed, printed.generation) == (true, 2))
        #expect(after.certificates[0] == before.certificates[0])
        // The ignition took the root's number and the next.
        #expect(after.certificates[1].serial > before.certificates[1].serial)
        #expect(after.certificates[1].subjectAlternativeNames == before.certificates[1].subjectAlternativeNames)
        let keys = ["1", "2"].map { Files.text("\(scratch.store)/generations/00000\($0)/identity.key") }
        #expect((keys[0] == keys[1]) == (options == ["--keep-key"]))
        #expect(try verify(scratch, root: 1, identity: 2))
    }

    @Test("each manifest is opened once: that of the live server, and that of the new generation")
    func manifestsOnce() throws {
        let scratch = try ignited()
        // The store is no longer being made then: what has just been written is read again.
        _ = try review(scratch)
        let trace = scratch.path("trace")
        let finished = try regenerate(scratch, under: ["strace", "-f", "-y", "-qq", "-e", "trace=openat", "-o", trace])
        try #require(finished.status == 0, "\(finished.errors)")
        let opened = try #require(Files.text(trace)).split(separator: "\n").filter {
            $0.contains("\"manifest.json\", O_RDONLY")
        }
        for number in [1, 2] { #expect(opened.count { $0.contains("/00000\(number)>") } == 1, "\(opened)") }
        #expect(opened.count == 2)
    }

    @Test("the root with a new key: the old one stays trusted, and it is said who has to be told")
    func newRoot() throws {
        let scratch = try ignited()
        let finished = try regenerate(scratch, ["root", "--new-key"])
        try #require(finished.status == 0)
        #expect(
            finished.output.contains(
                "\n  give the new root (WebRootCA.pem) to every phone and browser: until they trust it, they "
                    + "refuse this server; the old root stays in trusted/\n"))
        #expect(Files.tree("\(scratch.store)/trusted").count == 2)
        #expect(try verify(scratch, root: 2, identity: 2))
        #expect(try !verify(scratch, root: 1, identity: 2))
    }

    @Test("names that are gained and lost are shown, and a loss needs a word")
    func names() throws {
        let scratch = try ignited()
        let moved = SampleAnswers.usual.replacing("192.168.43.1", with: "192.168.44.1")
        let before = Files.picture(scratch.store)
        let refused = try regenerate(scratch, answers: moved)
        #expect(
            refused.errors == """
                keyturn: the identity would lose the name "192.168.43.1"
                hint: use --allow-name-loss if no client uses it any more, or give all names with --answers FILE \
                ("keyturn answers" prints the present ones)

                """)
        #expect(refused.status == 65)
        #expect(refused.output == "")
        #expect(Files.picture(scratch.store) == before)
        let dry = try regenerate(scratch, ["--dry-run"], answers: moved)
        #expect(
            dry.status == 65 && dry.output.contains("\n  - IP:192.168.43.1  LOST\n")
                && dry.errors.hasSuffix(refused.errors))
        #expect(Files.picture(scratch.store) == before)
        let both = try regenerate(scratch, answers: moved.replacing("fd00:43::1", with: "fd00:44::1"))
        #expect(both.errors.hasPrefix("keyturn: the identity would lose the names \"192.168.43.1\", \"fd00:43::1\"\n"))
        let json = ["--allow-name-loss", "--dry-run", "--format", "json"]
        let report = try PrintedReport(regenerate(scratch, json, answers: moved))
        #expect((report.changed, report.wouldChange) == (nil, true))
        let allowed = try regenerate(scratch, ["--allow-name-loss"], answers: moved)
        #expect(allowed.status == 0)
        #expect(allowed.output.contains("\n  + IP:192.168.44.1\n  - IP:192.168.43.1  LOST\n"))
        #expect(allowed.output.contains("\n  clients that use \"192.168.43.1\" will refuse this server\n"))
        #expect(try review(scratch).certificates[1].subjectAlternativeNames.contains("IP:192.168.44.1"))
    }

    @Test("the journal and the deploy hooks learn what was due")
    func reason() throws {
        let scratch = try ignited()
        mkdir(scratch.path("deploy.d"), 0o755)
        Files.write(
            "#!/bin/sh\necho \"$KEYTURN_REASON\" >\(scratch.path("reason"))\n", to: scratch.path("deploy.d/10-notes"),
            mode: 0o755)
        let site = ["--config", scratch.file("keyturn.toml", "")]
        #expect(try regenerate(scratch, site, under: FakeClock.prefix("+700d")).status == 0)
        let journal = try #require(Files.text("\(scratch.store)/journal.jsonl"))
        #expect(journal.contains("\"reason\":\"the identity expires "), "\(journal)")
        #expect(Files.text(scratch.path("reason"))?.hasPrefix("the identity expires ") == true)
    }

    @Test(
        "what cannot be issued anew is refused, and nothing changes",
        arguments: ["empty", "imported", "no root key", "ended", "held"])
    func refused(kind: String) throws {
        let scratch = kind == "empty" ? try Scratch() : try ignited()
        var under: [String] = []
        var status: Int32 = 65
        let (problem, hint): (String, String)
        switch kind {
        case "empty":
            problem = "the store \"\(scratch.store)\" holds no certificates"
            hint =
                "run \"keyturn\" on a terminal to ignite this server, or \"keyturn ignite --answers FILE\", or name "
                + "another folder with --store"
        case "imported":
            try #require(
                try Program.run(
                    ["import", "--allow-name-loss", try ImportMaterial.path("good.pem")], in: scratch
                ).status == 0)
            problem = "the certificates in \"\(scratch.store)\" were imported"
            hint = "ask their certificate authority for new ones (\"keyturn request\"), and import them"
        case "no root key":
            unlink("\(scratch.store)/generations/000001/root.key")
            problem = "the root's private key is not in \"\(scratch.store)/generations/000001\""
            hint = "put a copy of root.key back, or make a new root: keyturn regenerate root --new-key"
        case "ended":
            under = FakeClock.prefix("+11y")
            problem = "the root \"ipoffice-root-ipo1.example.com.avaya.com\" expired at "
            hint = "regenerate the root first: keyturn regenerate root"
        default:
            let lock = open("\(scratch.store)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
            problem = "another run is changing the store \"\(scratch.store)\""
            hint = "wait until that run has finished, and try again"
            status = 75
        }
        let before = Files.picture(scratch.store)
        let finished = try regenerate(scratch, under: under)
        #expect(finished.errors.hasPrefix("keyturn: \(problem)"))
        #expect(finished.errors.hasSuffix("\nhint: \(hint)\n"))
        #expect(finished.status == status)
        #expect(finished.output == "")
        #expect(Files.picture(scratch.store) == before)
    }
}
