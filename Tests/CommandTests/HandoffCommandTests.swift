import FoundationEssentials
import Glibc
import Testing

@Suite("After a switch the servers are told, and are asked what they serve", .ownThread)
struct HandoffCommandTests {
    private let scratch: Scratch
    private let host: NamespaceHost

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store, on: host)
        mkdir(scratch.path("deploy.d"), 0o755)
    }

    /// The hooks are beside the site configuration.
    private func run(_ words: [String], site: String = "") throws -> CommandResult {
        try Program.run(words + ["--config", scratch.file("keyturn.toml", site)], in: scratch, under: host.prefix)
    }

    private func hook(_ name: String, _ script: String) {
        Files.write("#!/bin/sh\n\(script)\n", to: scratch.path("deploy.d/\(name)"), mode: 0o755)
    }

    private var reload: String { "kill -HUP \"$(cat \(scratch.path("nginx.pid")))\"" }

    private static let serving = "[serving]\nendpoints = [\"127.0.0.1:8443\"]\nproof-timeout = "

    private struct Outcome: Decodable {
        struct Handoff: Decodable {
            struct Hook: Decodable {
                let name, detail, output: String
                let succeeded: Bool
            }
            struct Endpoint: Decodable {
                let endpoint, detail: String
                let asStored, named: Bool
            }
            let hooks: [Hook]
            let served: [Endpoint]
            let wentBackTo: Int?
        }
        let generation: Int
        let handoff: Handoff?

        init(_ finished: CommandResult) throws {
            self = try JSONDecoder().decode(Outcome.self, from: Data(finished.output.utf8))
        }
    }

    private func journal() throws -> [Substring] {
        try #require(Files.text("\(scratch.store)/journal.jsonl")).split(separator: "\n")
    }

    @Test("a server that a hook reloads is seen to serve the new identity, by name and on every address")
    func proven() throws {
        let server = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        hook("10-nginx", reload)
        let finished = try run(["regenerate", "--format", "json"], site: Self.serving + "30")
        #expect(finished.status == 0, "\(finished.errors)")
        let handoff = try #require(try Outcome(finished).handoff)
        #expect(handoff.hooks.map(\.name) == ["10-nginx"] && handoff.hooks[0].succeeded)
        #expect(
            handoff.served.map(\.endpoint) == [
                "127.0.0.1:8443", "192.168.42.1:8443", "[fd00:42::1]:8443", "192.168.43.1:8443", "[fd00:43::1]:8443",
            ])
        #expect(handoff.served.map(\.named) == [true, false, false, false, false])
        #expect(!handoff.served.map(\.asStored).contains(false))
        #expect(try journal().last?.contains("\"result\":\"deployed\"") == true)
        // A worker of before the reload may still take a connection that was made to it.
        var status = try run(["status"], site: Self.serving + "30")
        #expect(
            try PollDeadline().wait {
                if status.status != 0 { status = try run(["status"], site: Self.serving + "30") }
                return status.status == 0
            }, "\(status.output)")
        let history = try run(["history"], site: Self.serving + "30").output
        #expect(history.contains("served        yes, by every endpoint that was asked\n"), "\(history)")
        withExtendedLifetime(server) {}
    }

    @Test("a hook that forgets to reload: it is said that the old identity is still served, and what to do")
    func unproven() throws {
        let server = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        hook("10-nginx", "true")
        let finished = try run(["regenerate"], site: Self.serving + "1")
        #expect(finished.status == 69)
        #expect(
            finished.errors.hasSuffix(
                """
                keyturn: "127.0.0.1:8443" still serves the identity of generation 1, which is not live
                hint: let that server read its files again, and check that it reads those in live/

                """), "\(finished.errors)")
        #expect(
            finished.errors.contains(
                "also: \"192.168.43.1:8443\", asked without SNI, still serves the identity of generation 1"))
        #expect(try PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).generation == 2)
        #expect(try journal().last?.contains("\"result\":\"not proven\"") == true)
        withExtendedLifetime(server) {}
    }

    @Test("line by line, every hook that fails is named")
    func lineByLine() throws {
        hook("10-one", "exit 3")
        hook("20-two", "exit 4")
        #expect(try run(["regenerate"]).status == 69)
        let finished = try Program.run(
            ["--ui", "plain", "--config", scratch.path("keyturn.toml")], in: scratch, under: host.prefix,
            input: "9\ny\n0\n")
        for sentence in [
            "  the deploy hook \"10-one\" failed with status 3\n",
            "also: the deploy hook \"20-two\" failed with status 4\n",
        ] { #expect(finished.errors.contains(sentence), "\(finished)") }
    }

    @Test("where it is told to, it goes back to what is served, and the hooks run again")
    func goesBack() throws {
        let server = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        hook("10-nginx", "echo \"$KEYTURN_EVENT $KEYTURN_GENERATION\" >> \(scratch.path("calls"))")
        let site = Self.serving + "1\nrollback-if-unproven = true"
        let finished = try run(["regenerate", "--format", "json"], site: site)
        #expect(finished.status == 69)
        #expect(
            finished.errors.hasSuffix(
                """
                keyturn: the new certificates were not served, and generation 1 is live again
                hint: check the server that did not serve them, and try again

                """), "\(finished.errors)")
        let handoff = try #require(try Outcome(finished).handoff)
        #expect(handoff.wentBackTo == 1)
        for endpoint in ["\"127.0.0.1:8443\"", "\"192.168.43.1:8443\", asked without SNI,"] {
            #expect(finished.errors.contains("also: \(endpoint) did not serve the new identity\n"))
        }
        #expect(Files.text(scratch.path("calls")) == "regenerate 2\nrollback 1\n")
        #expect(try PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).generation == 1)
        #expect(try run(["status"], site: site).status == 0)
        let history = try run(["history"], site: site).output
        #expect(history.contains("served        NO: an endpoint served something else after the switch\n"))
        let report = try run(["history", "--format", "json"], site: site).output
        // The one before was asked for again, once it was live again.
        #expect(report.contains("\"served\" : false") && report.contains("\"served\" : true"), "\(report)")
        #expect(try journal().suffix(3).map { $0.contains("generation 2 is not served") } == [false, true, true])
        withExtendedLifetime(server) {}
    }

    @Test("a store and a configuration that are named from the present folder are found by hooks too")
    func relative() throws {
        hook("10-paths", "[ -e \"$KEYTURN_LIVE/identity.pem\" ] && echo \"$KEYTURN_STORE\" > \(scratch.path("told"))")
        _ = scratch.file("keyturn.toml", "")
        let finished = try Tool.run(
            host.prefix + [
                "sh", "-c",
                "cd \(scratch.folder) && exec \(Program.path()) regenerate --store store --config keyturn.toml",
            ], in: scratch)
        #expect(finished.status == 0, "\(finished.errors)")
        #expect(Files.text(scratch.path("told")) == "\(scratch.store)\n")
    }

    @Test("a hook that fails makes the run fail, and stays in view until it succeeded")
    func failing() throws {
        hook("10-good", "echo \"$KEYTURN_EVENT\" >> \(scratch.path("good"))")
        hook("20-bad", "echo no room on the disk >&2; [ -e \(scratch.path("mended")) ]")
        let sentence = "the deploy hook \"20-bad\" failed with status 1"
        for command in ["regenerate", "renew", "rollback"] {
            let finished = try run([command])
            #expect(finished.status == 69, "\(command)")
            #expect(
                finished.errors.hasSuffix(
                    """
                    keyturn: \(sentence)
                    hint: correct the hook (its output is in journal.jsonl in the store), and run it again with: keyturn renew

                    """), "\(finished.errors)")
        }
        let hooks = try #require(try journal().last)
        #expect(hooks.contains("\"result\":\"not deployed\"") && hooks.contains("no room on the disk"))
        let status = try run(["status"])
        #expect(status.status == 1)
        #expect(status.output.contains("HOOKS WARNING - \(sentence) (run them again: keyturn renew) | "))

        _ = scratch.file("mended", "")
        #expect(try run(["renew"]).status == 0)
        #expect(try run(["status"]).status == 0)
        let before = Files.picture(scratch.store)
        #expect(try run(["renew"]).status == 0)
        #expect(Files.picture(scratch.store) == before)
        // What had succeeded was not done again with what had not.
        #expect(Files.text(scratch.path("good")) == "regenerate\nrollback\n")
    }

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
}
