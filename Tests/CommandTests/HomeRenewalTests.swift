import Glibc
import Testing

@Suite("Automatic renewal is turned off and on from the home screen", .ownThread, .serialized)
struct HomeRenewalTests {
    private let scratch: Scratch
    private let host: NamespaceHost
    private let console: TmuxConsole

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store, on: host)
        console = try TmuxConsole(in: scratch, under: host.prefix)
    }

    private func start(site: String) throws {
        try console.start(["--config", scratch.file("keyturn.toml", site)])
        try console.wait(for: "Home", "i Regenerate", "192.168.43.1: covered")
    }

    private func leave() throws {
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
    }

    private func journal() throws -> String { try #require(Files.text("\(scratch.store)/journal.jsonl")) }

    @Test("automatic renewal is turned off and on in the site configuration, and nothing else of it is touched")
    func togglesRenewal() throws {
        let site =
            "# ours\n[hooks]\ntimeout = 7 # seconds\n\n[renewal] # see the handbook\nautomatic = true   # for now\n"
        try start(site: site)
        try console.press("a")
        try console.wait(for: "Turn automatic renewal off?", "[ Leave on ]")
        #expect(Files.text(scratch.path("keyturn.toml")) == site)
        try console.press("y")
        try console.wait(for: "not automatic", "a Auto-renew on", without: "Turn automatic")
        #expect(Files.text(scratch.path("keyturn.toml")) == site.replacing("true", with: "false"))
        let renewed = try Program.run(
            ["status", "--config", scratch.path("keyturn.toml")], in: scratch, under: host.prefix)
        #expect(renewed.status == 0)
        // What is typed before a question is seen does not answer it.
        let process = try console.process()
        kill(process, SIGSTOP)
        try console.press("a", "Enter", "y")
        _ = try console.screen()
        kill(process, SIGCONT)
        try console.wait(for: "Turn automatic renewal on?", "[ Turn on ]")
        #expect(Files.text(scratch.path("keyturn.toml")) == site.replacing("true", with: "false"))
        try console.press("y")
        try console.wait(for: "automatic, due on", "a Auto-renew off", without: "not automatic")
        #expect(Files.text(scratch.path("keyturn.toml")) == site)
        let noted = try journal().split(separator: "\n").suffix(2)
        for (line, state) in zip(noted, ["off", "on"]) {
            #expect(line.contains("\"command\":\"keyturn\"") && line.contains("\"renewal switched \(state)\""))
        }
        try leave()
    }
}
