import FoundationEssentials
import Glibc
import Testing

@Suite("History, and going back", .ownThread)
struct HistoryCommandTests {
    private struct History: Decodable {
        struct Entry: Decodable {
            let generation: Int
            let live: Bool
            let damage, command, hostName: String?
            let subjectAlternativeNames: [String]?
        }

        let generations: [Entry]

        init(_ scratch: Scratch) throws {
            let finished = try Program.run(["history", "--format", "json"], in: scratch)
            try #require(finished.status == 0, "\(finished.errors)")
            self = try JSONDecoder().decode(History.self, from: Data(finished.output.utf8))
        }

        var live: Int? { generations.first(where: \.live)?.generation }
    }

    /// A store with two generations.
    private func twice() throws -> Scratch {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        try #require(try Program.ignite(scratch, ["--replace"]).status == 0)
        return scratch
    }

    @Test("each generation with when, who, why, names, serials and fingerprints, the newest first")
    func lists() throws {
        let scratch = try twice()
        let history = try History(scratch)
        #expect(history.generations.map(\.generation) == [2, 1])
        #expect(history.live == 2)
        #expect(history.generations.map(\.command) == ["ignite", "ignite"])
        #expect(history.generations[1].subjectAlternativeNames?.first == "DNS:ipo1.example.com")
        let table = try Program.run(["history"], in: scratch).output
        let report = try PrintedReport(Program.run(["review", "--format", "json"], in: scratch))
        #expect(table.hasPrefix("* 2  20") && table.hasSuffix("\n\n* is live: what servers read.\n"), "\(table)")
        for certificate in report.certificates {
            #expect(table.contains("      serial      \(certificate.serial)\n"))
            #expect(table.contains("      SHA-256  \(certificate.sha256)\n"))
        }
        // On a terminal of 80 columns no line is broken where it should not be.
        #expect(table.split(separator: "\n").map(\.count).max() ?? 0 <= 80, "\(table)")
    }

    @Test("who acted is told behind sudo and over SSH")
    func person() throws {
        let scratch = try Scratch()
        let finished = try Program.run(
            ["ignite", "--answers", scratch.file("answers.toml", SampleAnswers.usual)], in: scratch,
            environment: ["SUDO_USER": "alice", "SSH_CONNECTION": "192.0.2.7 50000 192.0.2.1 22"])
        try #require(finished.status == 0)
        #expect(
            try Program.run(["history"], in: scratch).output.contains(", through sudo of alice, from 192.0.2.7\n"))
    }

    @Test("going back makes the earlier generation live, and forward again; the journal tells")
    func goesBack() throws {
        let scratch = try twice()
        let back = try Program.run(["rollback", "--allow-new-root"], in: scratch)
        #expect((back.status, back.output) == (0, "Generation 1 is live again.\n"))
        #expect(try History(scratch).live == 1)
        #expect(try PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).generation == 1)
        let same = try Program.run(["rollback", "1"], in: scratch)
        #expect((same.status, same.output) == (0, "Generation 1 is live already.\n"))
        let forward = try Program.run(["rollback", "2", "--allow-new-root", "--format", "json"], in: scratch)
        #expect(forward.output == "{\n  \"changed\" : true,\n  \"generation\" : 2\n}\n")
        let journal = try #require(Files.text("\(scratch.store)/journal.jsonl"))
        #expect(journal.split(separator: "\n").count == 4)
        #expect(journal.contains("\"reason\":\"from generation 2\",\"result\":\"rolled back\""))
    }

    @Test(
        "what is not there, damaged or past its end is refused, and nothing changes",
        arguments: ["unknown", "first", "damaged", "ended"])
    func refused(kind: String) throws {
        let scratch = try twice()
        var arguments = ["rollback", "1"]
        var under: [String] = []
        let (problem, hint): (String, String)
        switch kind {
        case "unknown":
            arguments = ["rollback", "9"]
            problem = "the store \"\(scratch.store)\" has no generation \"9\""
            hint = "run \"keyturn history\" to list the generations"
        case "first":
            try #require(try Program.run(["rollback", "1", "--allow-new-root"], in: scratch).status == 0)
            // Without it, nobody knows what was live before.
            unlink("\(scratch.store)/journal.jsonl")
            arguments = ["rollback"]
            problem = "there is no generation before \"1\", which is live"
            hint = "run \"keyturn history\" to list the generations"
        case "damaged":
            let path = "\(scratch.store)/generations/000001/identity.pem"
            Files.write(Files.text("\(scratch.store)/generations/000002/identity.pem") ?? "", to: path)
            problem =
                "generation \"1\" is inconsistent: \"identity.key\" is not the key of \"identity.pem\""
            hint =
                "regenerate the certificates: each works only with the key that it was made for"
        default:
            under = FakeClock.prefix("+3y")
            problem = "generation \"1\" has expired: its identity.pem at "
            hint = "go back to another one, or set this server's clock, which says "
        }
        let before = Files.picture(scratch.store)
        let finished = try Program.run(arguments, in: scratch, under: under)
        #expect(finished.errors.hasPrefix("keyturn: \(problem)"))
        #expect(finished.errors.contains("\nhint: \(hint)"))
        #expect(finished.status == 65)
        #expect(finished.output == "")
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("a link that is lost is no empty store: nothing is ignited over what is there, and going back makes it live")
    func lostLink() throws {
        let scratch = try twice()
        unlink("\(scratch.store)/live")
        let sentence = "no generation of the store \"\(scratch.store)\" is live"
        let hint =
            "run \"keyturn rollback 2\" to make the last generation live, or \"keyturn history\" to list all: "
            + "the link \"live\" is gone"
        for arguments in [["renew"], ["regenerate"], ["rollback"], ["review", "--format", "json"], []] {
            let finished = try Program.run(arguments, in: scratch)
            #expect(finished.status == 65 && finished.errors == "keyturn: \(sentence)\nhint: \(hint)\n", "\(arguments)")
        }
        #expect(try Program.run(["status"], in: scratch).output == "STORE UNKNOWN - \(sentence) (\(hint))\n")
        let ignited = try Program.ignite(scratch)
        #expect(ignited.status == 65 && ignited.errors.contains("is ignited already"), "\(ignited.errors)")
        #expect(try Program.run(["rollback", "2"], in: scratch).output == "Generation 2 is live again.\n")
        #expect(try Program.run(["status"], in: scratch).status != 3)
    }

    @Test("a store without generations has no history: it may be the wrong folder")
    func nothing() throws {
        let scratch = try Scratch()
        let finished = try Program.run(["history"], in: scratch)
        #expect(finished.status == 65)
        #expect(finished.errors.hasPrefix("keyturn: the store \"\(scratch.store)\" holds no certificates\nhint: "))
    }

    @Test("a generation that is damaged hides no other")
    func damaged() throws {
        let scratch = try twice()
        Files.write("{", to: "\(scratch.store)/generations/000001/manifest.json")
        let history = try History(scratch)
        #expect(history.generations.map(\.generation) == [2, 1])
        #expect(history.generations[0].damage == nil)
        #expect(history.generations[1].damage?.hasSuffix("manifest.json\" is damaged: it is not JSON") == true)
    }
}
