import Threads
import CertificateModel
@testable import Operations
import Glibc
import Testing

@Suite("Deploy hooks")
struct HookTests {
    private let scratch: HookScratch

    init() throws { scratch = try HookScratch() }

    private func run(timeout: Int = 20, facts: [String: String] = [:]) async -> [HookOutcome] {
        await run(folder: scratch.folder, timeout: timeout, facts: facts)
    }

    /// On a thread of its own: running hooks blocks.
    private func run(folder: String, timeout: Int, facts: [String: String]) async -> [HookOutcome] {
        await withCheckedContinuation { continuation in
            DetachedThread.run {
                let runner = HookRunner(folder: HookFolder(path: folder), seconds: timeout, in: .real)
                continuation.resume(returning: runner.run(variables: facts))
            }
        }
    }

    @Test func `run in the order of their names, whatever became of those before`() async {
        scratch.hook("20-second", "echo second")
        scratch.hook("10-first", "echo first; exit 3")
        scratch.hook("30-third", "echo third >&2; kill -KILL $$")
        #expect(
            await run() == [
                HookOutcome(name: "10-first", result: .failed(status: 3), output: "first"),
                HookOutcome(name: "20-second", result: .succeeded, output: "second"),
                HookOutcome(name: "30-third", result: .killed(signal: 9), output: "third"),
            ])
    }

    @Test func `are the executables alone`() async {
        for name in [".hidden", "edited~"] { scratch.hook(name, "echo no") }
        scratch.file("readme.txt", "What these are for.\n")
        mkdir("\(scratch.folder)/folder", 0o755)
        #expect(await run().isEmpty)
    }

    @Test func `are told of where their name is not UTF-8, by which nobody could run them again`() async {
        scratch.hook("10-server", "echo ran")
        let path = Array("\(scratch.folder)/20-".utf8) + [0xFC, 0]
        let name = path.map { CChar(bitPattern: $0) }
        #expect(rename("\(scratch.folder)/10-server", name) == 0)
        scratch.hook("10-server", "echo ran")
        #expect(
            await run() == [
                HookOutcome(name: "10-server", result: .succeeded, output: "ran"),
                HookOutcome(name: "20-\u{FFFD}", result: .notRun(reason: "its name is not UTF-8")),
            ])
        unlink(name)
    }

    @Test func `need no folder`() async {
        #expect(
            await run(folder: "\(scratch.folder)/none", timeout: 1, facts: [:]).isEmpty)
    }

    @Test func `get the facts, a plain path, an empty input, and nothing of ours`() async {
        setenv("KEYTURN_TEST_SECRET", "hunter2", 1)
        defer { unsetenv("KEYTURN_TEST_SECRET") }
        scratch.hook("10", "env | grep -v -e ^PWD= -e ^SHLVL= -e ^_= | sort; cat; pwd; tty")
        let outcome = await run(facts: ["KEYTURN_GENERATION": "7", "KEYTURN_NAMES": "DNS:a IP:192.0.2.1"])
        #expect(
            outcome.first?.output == """
                KEYTURN_GENERATION=7
                KEYTURN_NAMES=DNS:a IP:192.0.2.1
                LANG=C.UTF-8
                PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
                /
                not a tty
                """)
    }

    @Test(arguments: [
        "trap '' TERM; echo waiting; sleep 1000 & sleep 1000 & wait; wait",
        "echo waiting; sh -c \"trap '' TERM; sleep 1000\" & wait",
        "echo waiting; exec > /dev/null 2>&1; sleep 1000",
    ])
    func `are ended with all that they started once their time is over`(_ script: String) async throws {
        // Whoever is started by the hook holds the pipe open, and lets go of it when it dies.
        let pipe = "\(scratch.folder)/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        let end = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(end) }
        scratch.hook("10-slow", "exec 3> \(pipe); \(script)")
        let outcomes = await run(timeout: 1)
        #expect(outcomes == [HookOutcome(name: "10-slow", result: .timedOut(seconds: 1), output: "waiting")])
        // All are killed at once, but the kernel may come to the others after the hook itself.
        var entry = pollfd(fd: end, events: 0, revents: 0)
        #expect(poll(&entry, 1, 20_000) == 1)
        #expect(Int32(entry.revents) == POLLHUP)
    }

    @Test func `may leave a server behind that keeps their output open`() async {
        scratch.hook("10-daemon", "setsid sleep 20 & echo $! > \(scratch.folder)/child; echo started")
        let outcomes = await run()
        #expect(outcomes == [HookOutcome(name: "10-daemon", result: .succeeded, output: "started")])
        if let child = scratch.text("child").flatMap({ Int32($0.filter(\.isNumber)) }) { kill(child, SIGKILL) }
    }

    @Test func `keep the end of what they print, fit for a terminal`() async {
        scratch.hook(
            "10-chatty", "head -c 300000 /dev/zero | tr '\\0' 'x'; printf '\\n\\033[31mred\\377\\nlast\\n'; exit 1")
        let output = await run().first?.output ?? ""
        #expect(output.hasSuffix("\nlast"))
        #expect(output.utf8.count < 5000)
        #expect(!output.contains("\u{1B}"))
    }

    @Test func `that somebody else could change are not run`() async {
        scratch.hook("10-open", "touch \(scratch.folder)/ran", mode: 0o777)
        scratch.hook("20-mine", "true")
        let owner = scratch.foreignHook("30-theirs", "touch \(scratch.folder)/ran")
        let outcomes = await run()
        #expect(
            outcomes.map(\.result) == [
                .notRun(reason: "the mode 777 of \"\(scratch.folder)/10-open\" lets others write to it"), .succeeded,
                .notRun(reason: "\"\(scratch.folder)/30-theirs\" belongs to the user with the id \(owner)"),
            ])
        chmod(scratch.folder, 0o777)
        #expect(await run().map(\.hasSucceeded) == [false, false, false])
        #expect(scratch.text("ran") == nil)
    }

    @Test func `that cannot be started say why`() async {
        scratch.hook("10-torn", "", interpreter: "/no/such/interpreter")
        let outcome = await run().first
        #expect(outcome?.hasSucceeded == false)
        #expect(
            outcome?.sentence == "the deploy hook \"10-torn\" was not run: Executable "
                + "\"\(scratch.folder)/10-torn\" is not found or cannot be executed")
    }

    @Test func `are called by what became of them`() async {
        let sentences: [(HookOutcome.Result, String)] = [
            (.succeeded, "succeeded"), (.failed(status: 2), "failed with status 2"),
            (.killed(signal: 9), "was killed by signal 9"), (.timedOut(seconds: 60), "did not end within 60 seconds"),
            (.timedOut(seconds: 1), "did not end within 1 second"), (.notRun(reason: "why"), "was not run: why"),
        ]
        for (result, words) in sentences {
            #expect(HookOutcome(name: "10", result: result).sentence == "the deploy hook \"10\" \(words)")
        }
    }
}
