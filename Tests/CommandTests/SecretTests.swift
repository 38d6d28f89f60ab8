import Glibc
import Testing

@Suite("No secret leaks", .ownThread)
struct SecretTests {
    @Test("keys are in their own files, which are their owner's alone, and nowhere else", arguments: ["table", "json"])
    func files(format: String) throws {
        let scratch = try Scratch()
        let finished = try Program.ignite(scratch, ["--format", format])
        try #require(finished.status == 0)
        for text in [finished.output, finished.errors] { #expect(!text.contains("PRIVATE KEY")) }
        let paths = Files.tree(scratch.store)
        let secret = paths.filter { Files.text($0)?.contains("PRIVATE KEY") == true }
        let folder = "\(scratch.store)/generations/000001"
        #expect(secret == ["\(folder)/identity.key", "\(folder)/root.key"])
        for path in secret { #expect(Files.mode(path) == 0o600, "\(path)") }
        for path in paths + [scratch.store] where Files.isFolder(path) { #expect(Files.mode(path) == 0o700, "\(path)") }
        for path in paths where !Files.isFolder(path) {
            #expect(Files.mode(path).map { $0 & 0o022 == 0 || $0 == 0o777 } == true, "\(path)")
        }
    }

    @Test("a running wizard has made its keys, and shows them in no argument, variable, descriptor or core dump")
    func process() throws {
        let scratch = try Scratch()
        let console = try TmuxConsole(in: scratch)
        try console.start()
        try console.wait(for: "Welcome", "Begin")
        let process = try console.process()
        for name in ["cmdline", "environ"] {
            let text = Files.text("/proc/\(process)/\(name)") ?? ""
            #expect(!text.contains("PRIVATE") && !text.contains("MII"), "\(name)")
        }
        let limits = try #require(Files.text("/proc/\(process)/limits"))
        #expect(limits.contains(/Max core file size +0 +0/))
        // A process that is not dumpable belongs to root in /proc, whoever runs it, as /proc itself does: root need not have
        // the number 0 where the tests run.
        var (status, root) = (stat(), stat())
        #expect(stat("/proc/\(process)/status", &status) == 0 && stat("/proc", &root) == 0)
        #expect(status.st_uid == root.st_uid)
        try console.press("C-c")
        try console.wait(for: "Leave", "Esc Stay")
        try console.press("C-c")
        try console.wait(for: "status=130.")
        #expect(!Files.exists(scratch.store))
    }

    @Test(
        "a wizard that crashes gives the terminal back, and prints nothing of its memory",
        arguments: [SIGSEGV, SIGABRT])
    func crash(signal: Int32) throws {
        let scratch = try Scratch()
        let console = try TmuxConsole(in: scratch)
        try console.start()
        try console.wait(for: "Welcome", "Begin")
        kill(try console.process(), signal)
        try console.wait(for: "status=\(128 + signal).")
        #expect(try console.modesAreRestored())
        let history = try console.history()
        for word in ["0x", "Backtrac", "Registers", "core dumped"] { #expect(!history.contains(word)) }
    }

    @Test("an umask that gives everything away gives nothing away")
    func umask() throws {
        let scratch = try Scratch()
        let finished = try Program.ignite(scratch, under: ["sh", "-c", "umask 000; exec \"$0\" \"$@\""])
        try #require(finished.status == 0)
        #expect(Files.mode(scratch.store) == 0o700)
        #expect(Files.mode("\(scratch.store)/generations/000001/root.key") == 0o600)
        let open = Files.tree(scratch.store).filter { path in
            Files.mode(path).map { $0 & 0o022 != 0 && $0 != 0o777 } == true
        }
        #expect(open == [])
    }
}
