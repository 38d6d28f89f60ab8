import Glibc
import Testing

@Suite("Bad input gets a clear sentence and changes nothing", .ownThread)
struct BadInputTests {
    @Test("answers that are no file to read", arguments: ["missing", "folder", "device", "not text"])
    func answers(kind: String) throws {
        let scratch = try Scratch()
        let path = kind == "device" ? "/dev/zero" : scratch.path("answers.toml")
        let (problem, hint) =
            switch kind {
            case "missing": ("is not there", "check the path; \"keyturn answers\" prints a file to start from")
            case "folder": ("is a folder", "name a file in it")
            case "not text": ("line 1 is not UTF-8 text", "save the file as plain text in UTF-8")
            default: ("is not a regular file", "use \"-\" to read from standard input")
            }
        switch kind {
        case "folder": mkdir(path, 0o755)
        case "not text": _ = scratch.file("answers.toml", "hostname = \"a\0b\"")
        default: break
        }
        let finished = try Program.run(["ignite", "--answers", path], in: scratch)
        #expect(finished.errors == "keyturn: \"\(path)\" \(problem)\nhint: \(hint)\n")
        #expect(finished.status == 65)
        #expect(!Files.exists(scratch.store))
    }

    @Test(
        "a site configuration that is none, said of it and not of answers",
        arguments: [
            ("missing", "is not there", "check the path; keyturn.toml(5) says what is in it"),
            ("large", "is larger than 1 MiB, the limit for site configurations", "check that it is the file you mean"),
            (
                "answers", "line 1: \"hostname\" is not a known key of site configurations",
                "leave it out: it is a key of answers"
            ),
        ])
    func site(kind: String, problem: String, hint: String) throws {
        let scratch = try Scratch()
        let path = scratch.path("keyturn.toml")
        switch kind {
        case "large": Files.write(String(repeating: "#", count: 1 << 20 + 1), to: path)
        case "answers": Files.write("hostname = \"ipo1\"", to: path)
        default: break
        }
        let said = "\"\(path)\" \(problem)"
        let status = try Program.run(["status", "--config", path], in: scratch)
        #expect(status.output == "STORE UNKNOWN - \(said) (\(hint))\n")
        for words in [["answers"], ["ignite", "--answers", scratch.file("answers.toml", SampleAnswers.usual)]] {
            let finished = try Program.run(words + ["--config", path], in: scratch)
            #expect(finished.errors == "keyturn: \(said)\nhint: \(hint)\n")
            #expect(finished.status == 65 && finished.output == "")
        }
        #expect(!Files.exists(scratch.store))
    }

    @Test("answers that this user may not read")
    func unreadable() throws {
        let scratch = try Scratch()
        let path = scratch.file("answers.toml", SampleAnswers.usual)
        chmod(path, 0)
        chmod(scratch.folder, 0o777)
        let finished = try Program.run(["ignite", "--answers", path], in: scratch, under: Program.asNobody)
        #expect(
            finished.errors == """
                keyturn: "\(path)" cannot be read by this user
                hint: change its permissions, or run as its owner

                """)
        #expect(finished.status == 65)
        #expect(!Files.exists(scratch.store))
    }

    @Test("a store for which the permission is missing")
    func noPermission() throws {
        let scratch = try Scratch()
        chmod(scratch.folder, 0o755)
        let closed = scratch.path("closed")
        mkdir(closed, 0o555)
        let finished = try Program.run(
            ["ignite", "--answers", "-", "--store", "\(closed)/store"], in: scratch, under: Program.asNobody,
            input: SampleAnswers.usual)
        #expect(finished.errors.contains("\"\(closed)/store\""))
        #expect(finished.errors.contains("permission denied"))
        #expect(
            finished.errors.hasSuffix(
                "hint: run as the user who owns the store, or as root, or name another folder with --store\n"))
        #expect(finished.status == 77)
        #expect(Files.tree(closed) == [])
    }

    @Test("a store on a file system that is mounted for reading only")
    func readOnly() throws {
        let scratch = try Scratch()
        let script = scratch.file(
            "read-only.sh",
            "mount -t tmpfs -o ro none \(scratch.path("mount")) && shift && exec \"$@\"")
        mkdir(scratch.path("mount"), 0o755)
        let prefix = Unshare.prefix("--mount") + ["sh", script, "-"]
        let finished = try Program.run(
            ["ignite", "--answers", "-", "--store", scratch.path("mount/store")], in: scratch, under: prefix,
            input: SampleAnswers.usual)
        #expect(finished.errors.contains("read-only file system"))
        #expect(
            finished.errors.hasSuffix("hint: mount the file system for writing, or name another folder with --store\n"))
        #expect(finished.status == 73)
    }

    @Test("what wrong usage quotes of the command line is safe for a terminal", arguments: ["review", "status", nil])
    func controlOctets(command: String?) throws {
        let scratch = try Scratch()
        let words = (command.map { [$0] } ?? []) + ["--x\u{1B}]0;title\u{7}.pem"]
        let finished = try Program.run(words, in: scratch)
        #expect(finished.status == (command == "status" ? 3 : 64))
        #expect(finished.errors.contains("'--x\\u{1b}]0;title\\u{7}.pem'"), "\(finished.errors)")
        #expect(!(finished.output + finished.errors).utf8.contains { $0 < 0x20 && $0 != 0x0A })
    }

    @Test("a store that another run holds")
    func held() throws {
        let scratch = try Scratch()
        mkdir(scratch.store, 0o700)
        let lock = open("\(scratch.store)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
        defer { close(lock) }
        let finished = try Program.ignite(scratch)
        #expect(
            finished.errors.hasSuffix(
                "keyturn: another run is changing the store \"\(scratch.store)\"\n"
                    + "hint: wait until that run has finished, and try again\n"))
        #expect(finished.status == 75)
        #expect(Files.tree(scratch.store) == ["\(scratch.store)/lock"])
    }

    @Test("a store that a newer version wrote", arguments: [["review"], ["ignite", "--answers", "-", "--replace"]])
    func newer(arguments: [String]) throws {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        let path = "\(scratch.store)/generations/000001/manifest.json"
        let manifest = try #require(Files.text(path))
        chmod(path, 0o600)
        Files.write(manifest.replacing("\"format\" : 1", with: "\"format\" : 999"), to: path)
        try #require(Files.text(path)?.contains("999") == true, "the manifest has no format to change: \(manifest)")
        let before = Files.picture(scratch.store)
        let finished = try Program.run(arguments, in: scratch, input: SampleAnswers.usual)
        #expect(finished.errors.contains("was written by a newer version of this software: it has format 999"))
        #expect(
            finished.errors.hasSuffix("hint: use the version of this software that wrote it, or a later one\n"))
        #expect(finished.status == 65)
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("a standard output that is full", arguments: [["answers"], ["review"], ["review", "--format", "json"]])
    func fullOutput(arguments: [String]) throws {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        let before = Files.picture(scratch.store)
        let toFull = ["sh", "-c", "exec \"$@\" > /dev/full", "-"]
        let finished = try Program.run(arguments, in: scratch, under: toFull)
        #expect(
            finished.errors.hasPrefix(
                "keyturn: \"standard output\" cannot be written: No space left on device\nhint: "))
        #expect(finished.status == 73)
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("a dry run of what would be refused is refused")
    func dryRunOfIgnited() throws {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        #expect(try Program.ignite(scratch, ["--dry-run"]).status == 65)
        #expect(try Program.ignite(scratch, ["--dry-run", "--replace"]).status == 0)
        #expect(!Files.exists("\(scratch.store)/generations/000002"))
    }

    @Test("no terminal to ask on")
    func noTerminal() throws {
        let scratch = try Scratch()
        let finished = try Program.run([], in: scratch)
        #expect(
            finished.errors == """
                keyturn: there is no terminal to ask on
                hint: run keyturn on a terminal, use: keyturn ignite --answers FILE, or answer line by line with --ui plain

                """)
        #expect(finished.status == 64)
        #expect(!Files.exists(scratch.store))
    }

    @Test(
        "usage that nobody taught it",
        arguments: [["--nonsense"], ["ignite", "extra"], ["review", "--format", "xml"]])
    func usage(arguments: [String]) throws {
        let scratch = try Scratch()
        let finished = try Program.run(arguments, in: scratch)
        #expect(finished.status == 64)
        #expect(finished.output == "")
        #expect(finished.errors.contains("Usage: keyturn"))
        #expect(!Files.exists(scratch.store))
    }
}
