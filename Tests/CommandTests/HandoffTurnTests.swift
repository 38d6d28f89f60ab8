import Glibc
import Testing

@Suite("One run at a time hands certificates over")
struct HandoffTurnTests {
    private let scratch: Scratch
    private let host: Host

    init() throws {
        scratch = try Scratch()
        host = try Host(in: scratch)
        try #require(try Program.ignite(scratch, under: host.prefix).status == 0)
        mkdir(scratch.path("deploy.d"), 0o755)
    }

    private var words: [String] { ["--config", scratch.file("keyturn.toml", "")] }

    private func hook(_ script: String) {
        Files.write("#!/bin/sh\n\(script)\n", to: scratch.path("deploy.d/10"), mode: 0o755)
    }

    private var log: [Substring] { (Files.text(scratch.path("log")) ?? "").split(separator: "\n") }

    @Test("a hook that issues certificates does not start itself: the next run hands those over")
    func inside() throws {
        // Only once, for otherwise each run would make the next one's work.
        try hook(
            """
            echo "$KEYTURN_GENERATION" >>\(scratch.path("log"))
            [ -e \(scratch.path("once")) ] && exit 0
            touch \(scratch.path("once"))
            \(Program.path()) renew --force --store \(scratch.store) --config \(scratch.path("keyturn.toml")) 2>&1
            """)
        let finished = try Program.run(["regenerate"] + words, in: scratch, under: host.prefix)
        #expect(finished.status == 0, "\(finished)")
        #expect(log == ["2"])
        #expect(Files.text("\(scratch.store)/journal.jsonl")?.contains(#""generation":3"#) == true)
        let status = try Program.run(["status"] + words, in: scratch, under: host.prefix)
        #expect(status.output.contains("was not handed to the servers yet"))
        try #require(try Program.run(["renew"] + words, in: scratch, under: host.prefix).status == 0)
        #expect(log == ["2", "3"])
    }

    @Test("the hooks of two runs do not overlap, and a generation is handed over once")
    func overlap() throws {
        hook(
            """
            echo "start $KEYTURN_GENERATION" >>\(scratch.path("log"))
            sleep 0.5
            echo "end $KEYTURN_GENERATION" >>\(scratch.path("log"))
            """)
        let environment = Tool.environment.merging(["KEYTURN_STORE": scratch.store]) { $1 }
        let first = try Child(
            host.prefix + [Program.path(), "regenerate"] + words, output: scratch.path("out"),
            errors: scratch.path("err"), environment: environment)
        try #require(Deadline().wait { !log.isEmpty })
        // Nothing is due but the hand-off, which is being done.
        let second = try Program.run(["renew"] + words, in: scratch, under: host.prefix)
        #expect(second.status == 0, "\(second)")
        #expect(log == ["start 2", "end 2"])
        #expect(try first.waitForEnd() == 0)
        #expect(log == ["start 2", "end 2"])
    }
}
