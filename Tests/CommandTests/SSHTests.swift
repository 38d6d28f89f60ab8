import Glibc
import Testing

@Suite("An SSH session that dies leaves no process and no lock behind", .ownThread)
struct SSHTests {
    @Test("whatever was open", arguments: ["review", "home", "wizard"])
    func dies(screen: String) throws {
        let scratch = try Scratch()
        let host = try NamespaceHost(in: scratch)
        if screen != "wizard" { try IgnitedStore.copy(to: scratch.store) }
        let before = Files.picture(scratch.store)
        let server = try SSHServer(in: scratch, on: host)
        let file = scratch.path("process")
        let program = "\(try Program.path()) --store \(scratch.store)"
        let client = try server.session(
            screen == "review" ? "\(try Program.path()) review --store \(scratch.store)" : program, process: file)
        let title = ["review": "Certificates", "home": "Home", "wizard": "Welcome"][screen] ?? ""
        try #require(PollDeadline().wait { server.shown.contains(title) }, "\(server.shown)")
        let process = try #require(Files.text(file).flatMap { pid_t($0.dropLast()) })
        #expect(kill(process, 0) == 0)

        // The whole group of the client: nobody says goodbye.
        kill(-client.process, SIGKILL)
        #expect(PollDeadline(seconds: 10).wait { kill(process, 0) == -1 && errno == ESRCH }, "\(screen) goes on")
        #expect(Files.picture(scratch.store) == before)
        let next = try Program.ignite(scratch, screen == "wizard" ? [] : ["--replace"])
        #expect(next.status == 0, "\(next.errors)")
    }
}
