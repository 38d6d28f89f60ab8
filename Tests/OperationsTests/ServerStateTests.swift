import CertificateModel
import CertificateStore
import Glibc
import Synchronization
import Testing
import Threads
import WorldFixtures

@testable import CertificateEngine
@testable import Operations

@Suite("The state of a server")
struct ServerStateTests {
    private let server: TestServer

    init() throws { server = try TestServer.ignited() }

    private func lines() throws -> [ServerStatus.Line] { try server.state().status.lines }

    @Test func `says of the identity, the root and the names that all is well`() throws {
        let state = try server.state()
        #expect(state.status.severity == .ok)
        #expect(state.status.lines.map(\.subject) == ["identity", "root", "names"])
        #expect(state.status.lines.map(\.daysLeft) == [730, 3652, nil])
        #expect(state.status.lines.allSatisfy { $0.advice == nil && $0.remedy == nil })
        #expect(state.hostName == "ipo1.example.com" && state.generation == 1 && state.profile == "interoperable")
        #expect(!state.isImported && state.pendingRequests == 0 && state.clockWarning == nil && !state.owesHooks)
        #expect(state.coverage.map(\.name.description) == (try server.names()))
        #expect(state.siteFile == "\(server.folder)/site/keyturn.toml")
    }

    @Test(
        arguments: [
            (60 * 86_400 + 60, .ok, "expires in 60 days", 60), (60 * 86_400 - 60, .warning, "expires in 59 days", 59),
            (7 * 86_400 + 60, .warning, "expires in 7 days", 7), (7 * 86_400 - 60, .critical, "expires in 6 days", 6),
            (86_400 + 60, .critical, "expires in 1 day,", 1), (60, .critical, "expires in 0 days", 0),
            (-60, .critical, "expired at ", -1), (-86_400 * 10 - 60, .critical, "expired at ", -11),
        ] as [(Int64, ServerStatus.Severity, String, Int64)])
    func `changes as the end of the identity comes nearer`(
        _ seconds: Int64, _ severity: ServerStatus.Severity, _ text: String, _ days: Int64
    ) throws {
        let end = try server.certificate("identity.pem").notAfter
        server.host.with { $0.now = end.adding(seconds: -seconds) }
        let status = try server.state().status
        let line = try #require(status.lines.first)
        #expect(line.severity == severity && status.severity == severity)
        #expect(line.text.hasPrefix("\"ipo1.example.com\" \(text)") && line.daysLeft == days, "\(line)")
        #expect(line.remedy == (severity == .ok ? nil : .issue(.identity)))
    }

    @Test func `says that a third party's identity is to be asked for again`() throws {
        try server.takeIn(.another())
        server.host.pass(days: 700)
        let state = try server.state()
        #expect(state.isImported && state.profile == nil && state.status.severity == .warning)
        #expect(state.status.lines.first?.remedy == .issue(.imported))
        #expect(state.renewal.reasons.count == 1)
    }

    @Test func `says of a certificate that is not valid yet that the clock may be wrong`() throws {
        server.host.pass(days: -3)
        let line = try #require(try lines().first)
        #expect(
            line.severity == .critical && line.text.contains("is not valid yet: it is valid from 2027-02-28T12:02:00Z"))
        #expect(line.remedy == .issueUnlessClockIsWrong(.root))
    }

    @Test func `names an address that the identity does not cover`() throws {
        server.host.move("lan2", to: ["192.168.43.1", "192.168.43.77"])
        let line = try #require(try lines().last)
        #expect(line.severity == .warning && line.remedy == .issue(.identity))
        #expect(line.text == "the identity does not cover the LAN2 address \"192.168.43.77\"")
        #expect(
            try server.state().renewal.reasons.map(\.sentence) == [
                "the LAN2 address \"192.168.43.77\" is not in the identity"
            ])
        server.host.move("lan2", to: ["192.168.43.1", "192.168.43.77", "192.168.43.78"])
        #expect(try lines().last?.text.hasSuffix(" and 1 more") == true)
    }

    @Test func `names an address that the host had when its certificates were made, and has no more`() throws {
        server.host.move("lan2", to: [])
        let state = try server.state()
        let line = try #require(state.status.lines.last)
        #expect(line.severity == .warning && line.remedy == .letGo(.identity) && state.renewal.reasons.isEmpty)
        #expect(
            line.text == "the identity covers this server's name and addresses, and has the LAN2 address "
                + "\"192.168.43.1\", which this host no longer has")
        #expect(state.absent.map(\.name.description) == ["IP:192.168.43.1"])
    }

    @Test func `says nothing of an address that the host never had`() throws {
        let server = try TestServer()
        var answers = try server.usualAnswers()
        answers.lan2?.ipv6 = [try IPv6Address("2001:db8:43::1")]
        try server.ignite(answers)
        #expect(try server.state().status.severity == .ok && server.state().absent.isEmpty)
    }

    @Test func `tells what an endpoint serves`() async throws {
        try server.configure("[serving]\nendpoints = [\"127.0.0.1:8443\", \"[::1]:8444\"]\n")
        let peers = try Peers(on: server, ports: 8443, 8444)
        let server = server
        try await withTaskExecutorPreference(ThreadExecutor()) {
            func served() throws -> [ServerStatus.Line] {
                try server.state(asksEndpoints: true).status.lines.filter { $0.subject == "served" }
            }
            #expect(
                try served().map(\.text) == [
                    "\"127.0.0.1:8443\" serves the identity that is stored",
                    "\"[::1]:8444\" serves the identity that is stored",
                ])
            #expect(try server.state().status.lines.last?.severity == .unknown)
            try server.regenerate()
            try peers.reload(8444)
            #expect(try served().map(\.severity) == [.critical, .ok])
            #expect(
                try served().first?.text
                    == "\"127.0.0.1:8443\" still serves the identity of generation 1, which is not live")
            peers.serve(nil, on: 8443)
            #expect(try served().first?.text == "\"127.0.0.1:8443\" refuses the connection")
            let identity = try server.store.requiredGeneration().certificates("identity.pem")
            peers.serve(identity, on: 8443)
            // This server's root is known to who trusts it; nothing between is missing.
            #expect(try served().first?.severity == .ok)
        }
    }

    @Test func `asks all endpoints at once, and waits for none longer than five seconds`() async throws {
        try server.configure("[serving]\nendpoints = [\"127.0.0.1:8443\", \"[::1]:8444\", \"192.0.2.7:443\"]\n")
        let asked = Mutex(0)
        let areAllAsked = Promise<Void>()
        var world = server.host.world
        world.askPeer = { (address, name, _, patience) throws(PeerError) in
            #expect(patience == .seconds(5))
            let count = asked.withLock { count in
                count += 1
                return count
            }
            if count == 3 { areAllAsked.fulfil(()) }
            let wereAllAsked = areAllAsked.wait(for: .seconds(60)) != nil
            throw PeerError(
                peer: address, startTLS: nil, serverName: name,
                cause: wereAllAsked ? .refused : .noCertificate)
        }
        let installation = Installation(
            store: "\(server.folder)/store", siteFile: "\(server.folder)/site/keyturn.toml", world: world)
        let status = try await withTaskExecutorPreference(ThreadExecutor()) {
            try ServerInspection(installation).state(asksEndpoints: true).state.status
        }
        let served = status.lines.filter { $0.subject == "served" }.map(\.text)
        #expect(served.count == 3 && served.allSatisfy { $0.hasSuffix(" refuses the connection") }, "\(served)")
    }

    @Test func `does not miss a root's key that was taken to a safer place`() throws {
        unlink(server.store.layout.live("root.key"))
        #expect(try server.state().status.severity == .ok)
    }

    @Test(
        arguments: [.notIgnited, .noneLive, .damaged]
            + ["root.pem", "fullchain.pem", "identity.key", "chain.pem", "WebRootCA.pem", "root.key"].map { name in
                RefusedOperation(kind: "damaged", problem: "\"STORE/generations/000001/\(name)\" is damaged: ") {
                    try $0.write("damaged\n", to: "store/live/\(name)")
                }
            } + [
                RefusedOperation(kind: "damaged", problem: "\"STORE/generations/000001/manifest.json\" is damaged: ") {
                    try $0.write("{", to: "store/live/manifest.json")
                },
                RefusedOperation(
                    kind: "damaged", problem: "\"STORE/generations/000001/identity.key\" is damaged: it is missing"
                ) {
                    unlink($0.store.layout.live("identity.key"))
                },
                .site,
            ])
    func `that cannot be judged is an error, and looking changes nothing:`(_ refused: RefusedOperation) throws {
        try refused.check { _ = try $0.state() }
    }

    @Test func `is read without the files of what is live where somebody else watches them`() throws {
        try server.write("damaged\n", to: "store/live/identity.key", mode: 0o600)
        let state = try ServerInspection(server.installation).state(asksEndpoints: false, readsFiles: false).state
        #expect(state.status.severity == .ok)
    }
}
