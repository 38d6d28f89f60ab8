import Glibc
import Testing

@Suite("The home screen of an ignited server", .ownThread, .serialized)
struct HomeTerminalTests {
    private let scratch: Scratch
    private let host: NamespaceHost
    private let console: TmuxConsole

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store, answers: SampleAnswers.ports, on: host)
        console = try TmuxConsole(in: scratch, under: host.prefix)
    }

    private func ip(_ words: String...) throws {
        try Tool.expect(host.prefix + ["ip", "addr"] + words, in: scratch)
    }

    /// Within this many seconds the screen shows what has changed on the host.
    private func notice(_ texts: String..., without absent: String? = nil) throws {
        var last = ""
        let isNoticed = try PollDeadline(seconds: 5).wait {
            last = try console.screen()
            return texts.allSatisfy(last.contains) && absent.map { !last.contains($0) } ?? true
        }
        try #require(isNoticed, "\(texts) was not noticed:\n\(last)")
    }

    @Test("an address that comes or goes is noticed within 5 seconds, without a key")
    func addresses() throws {
        try console.start()
        try console.wait(
            for: "Home", "the identity covers this server's name and addresses", "192.168.43.1: covered")
        try ip("add", "192.168.43.77/24", "dev", "lan2")
        try notice("does not cover the LAN2 address", "192.168.43.77")
        try ip("del", "192.168.43.77/24", "dev", "lan2")
        try notice("the identity covers", without: "192.168.43.77")
        try ip("del", "fd00:43::1/64", "dev", "lan2")
        try notice("the identity covers", "fd00:43::1: in the certificate, and not on this host")
        try ip("add", "fd00:43::1/64", "dev", "lan2", "nodad")
        try notice("the identity covers", "fd00:43::1: covered", without: "not on this host")
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
    }

    @Test("what is served is asked anew when a key asks for it")
    func served() throws {
        let site = scratch.file("site.toml", "[serving]\nendpoints = [\"127.0.0.1:8443\"]\n")
        var server: WebServer? = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        withExtendedLifetime(server) {}
        try console.start(["--config", site])
        try console.wait(for: "serves the identity that is stored")
        server = nil
        try console.press("u")
        try console.wait(for: "refuses the connection", without: "serves the identity that is stored")
        server = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        try console.press("u")
        try console.wait(for: "serves the identity that is stored", without: "refuses the connection")
        withExtendedLifetime(server) {}
        try console.press("q")
        try console.wait(for: "status=0.")
    }

    @Test("a new ignition beside the open screen is noticed, and the certificates are a key away")
    func generations() throws {
        try console.start()
        try console.wait(for: "generation 1", "Enter Certificates")
        try #require(try Program.ignite(scratch, ["--replace"]).status == 0)
        try notice("generation 2")
        try console.press("Enter")
        try console.wait(for: "ipoffice-root-", "Enter Open")
        try console.press("q")
        try console.wait(for: "status=0.")
        #expect(try console.modesAreRestored())
    }

    @Test("a live private key that is damaged is noticed within 5 seconds, and that it is whole again")
    func damage() throws {
        try console.start()
        try console.wait(for: "the identity covers", "Enter Certificates", without: "manifest")
        let path = "\(scratch.store)/live/identity.key"
        let key = try #require(Files.bytes(path))
        Files.write(key.dropLast() + [0], to: path, mode: 0o600)
        try notice("match the manifest", "press h and make an earlier", "the identity covers")
        Files.write(key, to: path, mode: 0o600)
        try notice("the identity covers", without: "match the manifest")
        try console.press("q")
        try console.wait(for: "status=0.")
    }

    @Test("without a screen the tables are printed, and what to do next is said")
    func plain() throws {
        let finished = try Program.run([], in: scratch, under: host.prefix)
        #expect(finished.status == 0 && finished.output.contains("Identity certificate"))
        #expect(finished.errors.contains("This server is ignited."))
        #expect(try Program.run(["review"], in: scratch).output == finished.output)
    }
}
