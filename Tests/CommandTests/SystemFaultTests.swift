import Glibc
import Testing

@Suite("What the system refuses is said, with the exit status for it", .ownThread)
struct SystemFaultTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// What to put before a command so that it has this limit of the shell.
    private func limited(_ limit: String) -> [String] { ["sh", "-c", "ulimit \(limit); exec \"$@\"", "-"] }

    @Test(
        "help, the version and completions that cannot be printed",
        arguments: ["--help", "--version", "history --help", "--generate-completion-script bash"])
    func unprintedHelp(words: String) throws {
        let words = words.split(separator: " ").map(String.init)
        let finished = try Program.run(words, in: scratch, under: ["sh", "-c", "exec \"$@\" > /dev/full", "-"])
        #expect(finished.status == 73)
        #expect(
            finished.errors == """
                keyturn: "standard output" cannot be written: No space left on device
                hint: send standard output elsewhere: nothing else failed

                """)
    }

    @Test(
        "an output of which the system says only at its end that it was not written",
        arguments: ["--version", "answers"])
    func unclosedOutput(word: String) throws {
        let output = scratch.file("out", "")
        let inject = injecting("close:error=EIO", at: output)
        let finished = try Program.run(
            [word], in: scratch, under: ["sh", "-c", "exec \"$@\" > '\(output)'", "-"] + inject)
        #expect(finished.status == 73, "\(finished)")
        #expect(finished.errors.hasPrefix("keyturn: \"standard output\" cannot be written: Input/output error\n"))
    }

    @Test("a limit on the size of files: nothing is killed, and nothing half-written", arguments: [0, 1])
    func fileSize(blocks: Int) throws {
        let answers = scratch.file("answers.toml", SampleAnswers.usual)
        let finished = try Program.run(
            ["ignite", "--answers", answers], in: scratch, under: limited("-f \(blocks)"))
        #expect(finished.status == 73, "\(finished)")
        #expect(!Files.exists("\(scratch.store)/live"))
        let status = try Program.run(["answers"], in: scratch, under: limited("-f 0"))
        #expect(status.status == 73)
    }

    @Test("a limit on the size of files that the certificates just meet is told with what to do")
    func fileSizeSentence() throws {
        let answers = scratch.file("answers.toml", SampleAnswers.usual)
        // What it prints goes to a pipe, which has no such limit.
        let finished = try Program.run(
            ["ignite", "--answers", answers], in: scratch,
            under: ["sh", "-c", "(ulimit -f 1; exec \"$@\") 2>&1 | cat >&2", "-"])
        #expect(finished.errors.contains(": file too large\n"), "\(finished)")
        #expect(finished.errors.contains("\nhint: raise the limit on the size of files (ulimit -f) and try again"))
    }

    @Test("too little memory, before anything is begun", arguments: ["ignite", "history", "renew", "status"])
    func memory(word: String) throws {
        let words =
            word == "ignite" ? ["ignite", "--answers", scratch.file("answers.toml", SampleAnswers.usual)] : [word]
        let finished = try Program.run(words, in: scratch, under: limited("-v 180000"))
        let problem = "\"ulimit -v\" allows this program 175 MiB of memory, and it needs 192 MiB"
        if word == "status" {
            #expect(finished.status == 3 && finished.output.hasPrefix("STORE UNKNOWN - \(problem)"), "\(finished)")
        } else {
            #expect(finished.status == 78 && finished.errors.hasPrefix("keyturn: \(problem)\nhint: "), "\(finished)")
        }
        #expect(!Files.exists(scratch.store))
    }

    @Test(
        "a disk that cannot give back what was written to it",
        arguments: ["identity.pem", "identity.key", "manifest.json"],
        ["rollback 1", "regenerate --keep-key", "ignite --replace"])
    func unreadableDisk(file: String, words: String) throws {
        try IgnitedStore.copy(to: scratch.store)
        try #require(try Program.run(["regenerate", "--yes"], in: scratch).status == 0)
        let before = Files.picture("\(scratch.store)/generations")
        var words = words.split(separator: " ").map(String.init)
        if words[0] == "ignite" { words += ["--answers", scratch.file("answers.toml", SampleAnswers.usual)] }
        // The folder of what is written has that name until it counts.
        let place = words[0] == "rollback" ? "000001" : words[0] == "regenerate" ? "000002" : ".pending-000003"
        let inject = injecting("read:error=EIO", at: "\(scratch.store)/generations/\(place)/\(file)")
        let finished = try Program.run(words + ["--yes"], in: scratch, under: inject)
        // The manifest is written last, and is not read back.
        if place.hasPrefix("."), file == "manifest.json" { return #expect(finished.status == 0, "\(finished)") }
        #expect(finished.status == 73, "\(finished)")
        #expect(finished.errors.lowercased().contains("input/output error"), "\(finished)")
        #expect(Files.picture("\(scratch.store)/generations") == before)
    }

    /// What to put before a command so that system calls on a path fail.
    private func injecting(_ fault: String, at path: String) -> [String] {
        OtherProgramsView.prefix + ["strace", "-f", "-o", "/dev/null", "-P", path, "-e", "inject=\(fault)"]
    }

    @Test(
        "a folder of deploy hooks that cannot be read once: the hooks run with the next run",
        arguments: ["openat", "getdents64"])
    func unreadHooks(call: String) throws {
        let site = try FaultSite()
        try IgnitedStore.copy(to: site.store)
        try site.prepare(["renew"])
        let inject = injecting("\(call):error=EIO", at: "\(site.folder)/deploy.d")
        let finished = try site.run(["regenerate", "--keep-key", "--yes"], under: inject)
        let problem = "keyturn: the deploy hook \"\(site.folder)/deploy.d\" was not run: Input/output error\n"
        #expect(finished.status == 69 && finished.errors.contains(problem), "\(finished)")
        #expect(site.handedOver == 1)
        try site.prepare(["renew"])
        #expect(site.handedOver == 2)
    }

    @Test("a store that cannot be read any more when the wizard is left: its answers are not kept, line by line")
    func unkeptAnswers() throws {
        mkdir(scratch.store, 0o700)
        let finished = try Program.run(
            ["--ui", "plain"], in: scratch, under: injecting("openat:error=EIO:when=3+", at: scratch.store),
            input: "issue\nipo1.example.com\n")
        #expect(finished.status == 130)
        let problem = "cannot open the folder \"\(scratch.store)\": input/output error"
        #expect(
            finished.errors.contains("warning: your answers are not kept, because \(problem); "), "\(finished)")
    }

    @Test("a signing request that was dropped, and cannot be removed with its key yet")
    func undestroyedRequest() throws {
        let site = try FaultSite()
        try IgnitedStore.copy(to: site.store)
        try site.prepare(["request"])
        let dropped = "\(site.store)/requests/.dropped-000001"
        let inject = injecting("unlinkat:error=EIO", at: dropped)
        let finished = try site.run(["request", "drop", "1"], under: inject)
        #expect((finished.status, finished.output) == (0, "Request 1 is dropped.\n"))
        #expect(
            finished.errors.hasPrefix(
                "warning: the signing request \"1\" is dropped, and is not removed with its private key yet: cannot remove \""
            ))
        #expect(Files.exists("\(dropped)/request.key"))
        try site.prepare(["export", "identity", "--as", "combined", "--out", "-"])
        #expect(!Files.exists(dropped))
    }

    @Test("a signing request that was answered, and cannot be removed with its key")
    func unremovedRequest() throws {
        let server = try RequestStage()
        let answer = try server.answer(to: server.request())
        let request = "\(server.store)/requests/000001"
        // What is mounted cannot be renamed.
        let mounted =
            ["unshare", "--mount"] + (geteuid() == 0 ? [] : ["--user", "--map-root-user"])
            + ["sh", "-c", "mount --bind \(request) \(request) && exec \"$@\"", "-"]
        let finished = try server.stage.run(["import", answer], under: mounted)
        #expect(finished.status == 0)
        #expect(
            finished.errors.hasPrefix(
                "warning: the signing request \"1\" has its answer, and is not removed with its private key: cannot "),
            "\(finished.errors)")
        #expect(Files.exists("\(request)/request.key"))
        let status = try server.stage.run(["status"], under: mounted)
        #expect(status.output.contains("STORE WARNING - the signing request \"1\" has its answer"), "\(status)")
        // The next run does it.
        #expect(try server.stage.run(["request", "--out", server.scratch.path("next.csr")]).status == 0)
        #expect(!Files.exists(request))
    }
}
