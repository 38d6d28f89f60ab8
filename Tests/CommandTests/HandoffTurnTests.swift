import Glibc
import Testing

/// One run at a time hands certificates over.
extension HandoffTests {
    private var log: [Substring] { (Files.text(scratch.path("log")) ?? "").split(separator: "\n") }

    @Test("a hook that issues certificates does not start itself: the next run hands those over")
    func inside() throws {
        // Only once, for otherwise each run would make the next one's work.
        try hook(
            "10",
            """
            echo "$KEYTURN_GENERATION" >>\(scratch.path("log"))
            [ -e \(scratch.path("once")) ] && exit 0
            touch \(scratch.path("once"))
            \(Program.path()) renew --force --store \(scratch.store) --config \(scratch.path("keyturn.toml")) 2>&1
            """)
        let finished = try run(["regenerate"])
        #expect(finished.status == 0, "\(finished)")
        #expect(log == ["2"])
        #expect(try journal().contains { $0.contains(#""generation":3"#) })
        let status = try run(["status"])
        #expect(status.output.contains("was not handed to the servers yet"))
        try #require(try run(["renew"]).status == 0)
        #expect(log == ["2", "3"])
    }

    @Test("the hooks of two runs do not overlap, and a generation is handed over once")
    func overlap() throws {
        hook(
            "10",
            """
            echo "start $KEYTURN_GENERATION" >>\(scratch.path("log"))
            sleep 0.5
            echo "end $KEYTURN_GENERATION" >>\(scratch.path("log"))
            """)
        let environment = Tool.environment.merging(["KEYTURN_STORE": scratch.store]) { $1 }
        let first = try Child(
            host.prefix + [Program.path(), "regenerate", "--config", scratch.file("keyturn.toml", "")],
            output: scratch.path("out"),
            errors: scratch.path("err"), environment: environment)
        try #require(Deadline().wait { !log.isEmpty })
        // Nothing is due but the hand-off, which is being done.
        let second = try run(["renew"])
        #expect(second.status == 0, "\(second)")
        #expect(log == ["start 2", "end 2"])
        #expect(try first.waitForEnd() == 0)
        #expect(log == ["start 2", "end 2"])
    }
}
