import Testing

@Suite("What the operator gave is refused: one sentence, a hint, status 65, and the store is not even made", .ownThread)
struct RefusalTests {
    @Test("each rule of the spec, by an answers file", arguments: RefusedAnswers.table)
    func refused(_ refused: RefusedAnswers) throws {
        let scratch = try Scratch()
        let finished = try Program.run(["ignite", "--answers", "-"], in: scratch, input: refused.answers)
        #expect(finished.errors == "keyturn: \(refused.problem)\nhint: \(refused.hint)\n")
        #expect(finished.status == 65)
        #expect(finished.output == "")
        #expect(!Files.exists(scratch.store))
    }

    @Test("the same answers are refused as JSON")
    func json() throws {
        let scratch = try Scratch()
        let finished = try Program.run(
            ["ignite", "--answers", "-"], in: scratch, input: "{\n  \"lan1\": {\"ipv4\": \"10.0.0.256\"}\n}")
        #expect(
            finished.errors == """
                keyturn: "10.0.0.256" is not an IPv4 address: 256 is more than 255
                hint: use numbers from 0 to 255 in an IPv4 address (line 2 of "standard input")

                """)
        #expect(finished.status == 65)
        #expect(!Files.exists(scratch.store))
    }

    @Test("an unknown profile on the command line is refused like one in the answers")
    func profile() throws {
        let scratch = try Scratch()
        let finished = try Program.ignite(scratch, ["--profile", "fancy"])
        #expect(
            finished.errors
                == "keyturn: \"fancy\" is not a profile\nhint: use \"interoperable\" or \"documented\"\n")
        #expect(finished.status == 65)
        #expect(!Files.exists(scratch.store))
    }
}
