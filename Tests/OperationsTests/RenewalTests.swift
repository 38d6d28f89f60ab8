import CertificateModel
import CertificateStore
import Operations
import StoreFixtures
import Testing
import WorldFixtures

@Suite("A renewal does what is due, and nothing else")
struct RenewalTests {
    private let server: TestServer

    init() throws { server = try TestServer.ignited() }

    @Test func `where nothing is due leaves everything as it is, and says when something will be`() throws {
        let before = server.tree
        #expect(try server.renew().isNotDue)
        let ahead = try server.state().renewal.ahead
        #expect(ahead == "the identity expires at 2029-02-28T12:02:00Z, and is due at 2028-12-30T12:02:00Z")
        #expect(server.tree == before)
    }

    @Test func `names a new address, and not the one in whose place it came`() throws {
        server.host.move("lan2", to: ["192.168.43.77"])
        let before = server.tree
        guard case .issued(let prepared, generation: nil) = try server.renew(isDryRun: true) else {
            Issue.record("nothing is due")
            return
        }
        #expect(prepared.difference.namesGained.map(\.description) == ["IP:192.168.43.77"])
        #expect(prepared.difference.namesLost.map(\.description) == ["IP:192.168.43.1"])
        #expect(server.tree == before)

        #expect(try server.renew().generation == 2)
        #expect(
            try server.names() == [
                "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:2001:db8::1", "IP:192.168.43.77",
            ])
        let entry = try server.journal().last
        #expect(entry?.reason == "the LAN2 address \"192.168.43.77\" is not in the identity")
        #expect(entry?.result == JournalEntry.committed && entry?.command == "renew")
        #expect(try server.renew().isNotDue)
    }

    @Test func `keeps an address that is gone for a moment, also where another reason renews the identity`() throws {
        server.host.move("lan2", to: [])
        #expect(try server.renew().isNotDue)
        #expect(try server.renew(isForced: true).generation == 2)
        #expect(try server.names().contains("IP:192.168.43.1"))
        #expect(try server.journal().last?.reason == "forced")
        // Nor is it forgotten that the host had it: what takes its place one day replaces it.
        server.host.pass(days: 1)
        server.host.move("lan2", to: ["192.168.43.77"])
        #expect(try server.renew().generation == 3)
        #expect(try !server.names().contains("IP:192.168.43.1"))
    }

    @Test func `keeps an address that was given for later, which the host never had`() throws {
        let server = try TestServer()
        var answers = try server.usualAnswers()
        (answers.lan1Port, answers.lan1) = (nil, LANPort(ipv4: try IPv4Address("10.20.30.40")))
        try server.ignite(answers)
        #expect(try server.renew().isNotDue)
        server.host.move("lan1", to: ["192.168.42.77"])
        #expect(try server.renew().isNotDue)
        #expect(try server.names().contains("IP:10.20.30.40"))
    }

    @Test func `follows the name that reverse DNS has for a server that was called by it`() throws {
        let server = try TestServer()
        server.host.name("192.168.42.1", "ipo1.example.com")
        try server.ignite(try server.installation.defaultAnswers())
        #expect(try server.renew().isNotDue)
        server.host.name("192.168.42.1", "ipo2.example.com")
        #expect(try server.renew().generation == 2)
        #expect(try server.names().first == "DNS:ipo2.example.com")
        // Clients know the server by the name that it had.
        #expect(try server.names().last == "DNS:ipo1.example.com")
        #expect(try server.journal().last?.reason == "the host name \"ipo2.example.com\" is not in the identity")
        // A name server that says nothing takes no name away.
        server.host.with { $0.names = [:] }
        #expect(try server.renew().isNotDue)
    }

    @Test func `issues an identity within 60 days of its end anew, with a new key and a number after the last`() throws
    {
        let (root, before) = (try server.certificate("root.pem"), try server.certificate("identity.pem"))
        server.host.pass(days: 670)
        #expect(try server.renew().isNotDue)
        server.host.pass(days: 1)
        #expect(try server.renew().generation == 2)
        let after = try server.certificate("identity.pem")
        #expect(try server.certificate("root.pem") == root)
        #expect(before.serial.value?.isStep(before: after.serial.value) == true)
        #expect(after.subjectKeyIdentifier != before.subjectKeyIdentifier)
        #expect(try server.renew().isNotDue)
        try server.verify(2)
    }

    @Test func `renews a root near its end with its key, and whoever trusts the old one trusts the new identity`()
        throws
    {
        server.host.pass(days: 3593)
        let result = try server.renew()
        #expect(result.generation == 2)
        #expect(try server.journal().last?.reason?.contains("the root expires in 59 days, ") == true)
        for root in [1, 2] { #expect(try server.isTrusted(identity: 2, by: root)) }
        #expect(try server.renew().isNotDue)
        try server.verify(2)
    }

    @Test func `issues anew what a wrong clock made once the clock is right`() throws {
        let wrong = try #require(Timestamp(year: 2001, month: 2, day: 3))
        let server = try TestServer(TestHost(now: wrong))
        try server.ignite()
        #expect(!(try server.renew().isNotDue))
        server.host.with { $0.now = TestHost.ignition }
        let state = try server.state()
        let sentence = "the clock was wrong when the certificates were made, and is correct now"
        #expect(state.renewal.reasons.map(\.sentence) == [sentence])
        #expect(state.status.lines.contains { $0.subject == "renewal" && $0.text == "it is due: \(sentence)" })
        #expect(try server.renew().generation == 2)
        #expect(try server.renew().isNotDue)
    }

    @Test func `judges nothing by a clock that is plainly wrong`() throws {
        server.host.with { $0.now = TestHost.ignition.adding(years: 33) }
        let before = server.tree
        guard case .notDue(clockIsWrong: true) = try server.renew() else {
            Issue.record("something is due")
            return
        }
        #expect(server.tree == before)
    }

    @Test func `is left to the operator where the site says so, unless it is forced`() throws {
        try server.configure("[renewal]\nautomatic = false\n")
        server.host.move("lan2", to: ["192.168.43.77"])
        let before = server.tree
        guard case .left(to: .operator) = try server.renew() else {
            Issue.record("it is not left")
            return
        }
        #expect(server.tree == before)
        #expect(try server.renew(isForced: true).generation == 2)
    }

    @Test func `of a third party's certificates is left to their authority`() throws {
        try server.takeIn(.another())
        server.host.pass(days: 700)
        let before = server.tree
        guard case .left(to: .authority) = try server.renew() else {
            Issue.record("it is not left")
            return
        }
        #expect(server.tree == before)
    }

    /// Gives LAN2 another address, and renews; then another one, `seconds` later by the clock.
    private func renewAndMove(_ seconds: Int64) throws {
        server.host.move("lan2", to: ["192.168.43.77"])
        #expect(try server.renew().generation == 2)
        server.host.move("lan2", to: ["192.168.43.78"])
        server.host.with { $0.now = $0.now.adding(seconds: seconds) }
    }

    @Test(arguments: [0, 1, 59 * 60, 3_599] as [Int64])
    func `for names and addresses alone is postponed for an hour after the last one`(_ seconds: Int64) throws {
        try renewAndMove(seconds)
        let before = server.tree
        for isDryRun in [true, false] {
            #expect(try server.renew(isDryRun: isDryRun).postponedUntil == TestHost.ignition.adding(seconds: 3_600))
        }
        #expect(server.tree == before)
        server.host.with { $0.now = TestHost.ignition.adding(seconds: 3_600) }
        #expect(try server.renew().generation == 3)
        #expect(try server.names().contains("IP:192.168.43.78"))
    }

    @Test func `that is forced is not postponed`() throws {
        try renewAndMove(60)
        #expect(try server.renew(isForced: true).generation == 3)
    }

    @Test func `that has another reason as well is not postponed`() throws {
        server.host.pass(days: 671)
        #expect(try server.renew().generation == 2)
        server.host.move("lan2", to: ["192.168.43.77"])
        #expect(try server.renew().postponedUntil != nil)
        // The identity that is live again after this expires soon.
        _ = try Rollback(server.installation).perform(to: 1)
        #expect(try server.renew().generation == 3)
    }

    @Test func `is not postponed by a renewal in the future: the clock was ahead`() throws {
        try renewAndMove(-1)
        #expect(try server.renew().generation == 3)
    }

    @Test func `is not postponed by what an operator did`() throws {
        #expect(try server.regenerate() == 2)
        server.host.move("lan2", to: ["192.168.43.77"])
        #expect(try server.renew().generation == 3)
    }

    @Test func `is postponed by a renewal that was rolled back`() throws {
        try renewAndMove(60)
        _ = try Rollback(server.installation).perform(to: 1)
        #expect(try server.renew().postponedUntil == TestHost.ignition.adding(seconds: 3_600))
    }

    @Test func `that another run did first is not done again`() throws {
        server.host.move("lan2", to: ["192.168.43.77"])
        let state = try server.state()
        #expect(try server.renew().generation == 2)
        let before = server.tree
        let error = #expect(throws: OperationError.self) {
            try Renewal(server.installation).run(state, isDryRun: false)
        }
        #expect(error?.kind == "overtaken")
        #expect(error?.problem.hasSuffix(" meanwhile: generation 2 is live now") == true)
        #expect(server.tree == before)
    }

    @Test(arguments: [RefusedOperation.notIgnited, .noneLive, .rootKeyAbsent, .held, .damaged, .site])
    func `is refused where it cannot be done, and nothing changes:`(_ refused: RefusedOperation) throws {
        try refused.check { server in
            server.host.move("lan2", to: ["192.168.43.77"])
            try server.renew()
        }
    }

    @Test func `that dies leaves one whole generation or another, and the next one goes on`() throws {
        server.host.move("lan2", to: ["192.168.43.77"])
        try InterruptedCommits.check(server) { installation in
            let state = try ServerInspection(installation).state(asksEndpoints: false).state
            #expect(try Renewal(installation).run(state, isDryRun: false).generation == 2)
        }
    }
}
