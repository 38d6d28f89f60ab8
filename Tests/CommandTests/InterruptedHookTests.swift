import Glibc
import Testing

@Suite("A signal that ends a run while a deploy hook runs", .ownThread)
struct InterruptedHookTests {
    @Test(
        "ends the hook with all that it started, and the next run starts it again",
        arguments: [SIGTERM, SIGINT, SIGHUP], ["sleep 1000", "trap '' TERM; sleep 1000 & sleep 1000; wait"])
    func ends(signal: Int32, script: String) throws {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        let (site, pipe, runs) = (scratch.file("keyturn.toml", ""), scratch.path("pipe"), scratch.path("runs"))
        try #require(mkfifo(pipe, 0o600) == 0)
        // The hook and what it starts hold the pipe open as long as they are there.
        let end = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(end) }
        mkdir(scratch.path("deploy.d"), 0o755)
        Files.write(
            "#!/bin/sh\n[ -e \(scratch.path("calm")) ] || exec 3> \(pipe)\necho run >> \(runs)\n"
                + "[ -e \(scratch.path("calm")) ] || { \(script); }\n",
            to: scratch.path("deploy.d/10-slow"), mode: 0o755)
        let run = try Child(
            [Program.path(), "regenerate", "--yes", "--config", site],
            environment: Tool.environment.merging(["KEYTURN_STORE": scratch.store]) { $1 })
        try #require(PollDeadline().wait { Files.text(runs) == "run\n" })
        kill(run.process, signal)
        #expect(try run.waitForEnd() == -signal)
        var octet: UInt8 = 0
        #expect(PollDeadline(seconds: 10).wait { read(end, &octet, 1) == 0 }, "somebody goes on")

        _ = scratch.file("calm", "")
        let next = try Program.run(["renew", "--config", site], in: scratch)
        #expect(next.status == 0, "\(next)")
        #expect(Files.text(runs) == "run\nrun\n")
        #expect(Files.text("\(scratch.store)/journal.jsonl")?.hasSuffix("\n") == true)
    }
}
