import CertificateModel
import CertificateStore
import Operations
import Testing
import Threads
import WorldFixtures

/// A year of daily renewals on a host that does not keep still.
@Suite("A year on a host that changes")
struct HostYearTests {
    private let server: TestServer
    private let hooks: Hooks
    private let issued = IssuedCertificates()
    /// The names in their turn, since a name server gives them so.
    private static let names = ["a.example.com", "b.example.com", "c.example.com"]

    init() throws {
        server = try TestServer()
        hooks = try Hooks("10-servers", on: server)
    }

    /// What a timer does: issues what is due, and hands it over.
    private func renew() throws -> Bool {
        let handoff = try server.installation.handoff(command: "renew")
        let state = try ServerInspection(server.installation, handoff.site).state(asksEndpoints: false).state
        switch try Renewal(server.installation).run(state, isDryRun: false) {
        case .issued(let prepared, let generation?):
            issued.add(try server.store.generation(generation))
            try server.verify(generation)
            #expect(handoff.perform(from: prepared.replaces).hasDeployed)
            return true
        case .notDue(clockIsWrong: false): return false
        case let other:
            Issue.record("\(other)")
            return false
        }
    }

    /// The host on a day: one port with an address by DHCP and containers, which come and go.
    private func change(_ random: inout some RandomNumberGenerator, address: String, names: [String]) throws {
        let container = try IPAddress("172.\(Int.random(in: 17...31, using: &random)).0.1")
        var ports = [
            NetworkInterface(
                name: "eth0", index: 2,
                mac: MACAddress(octets: [2, 0, 0, 0, 0, UInt8.random(in: 1...255, using: &random)]),
                hasDefaultRoute: true, addresses: [try IPAddress(address)])
        ]
        if Bool.random(using: &random) {
            ports.append(
                NetworkInterface(
                    name: "br-\(Int.random(in: 0...999, using: &random))", index: 3, kind: .bridge, mac: nil,
                    addresses: [container]))
        }
        if Bool.random(using: &random) {
            ports.append(NetworkInterface(name: "veth1", index: 4, kind: .veth, mac: nil, master: 3, addresses: []))
        }
        server.host.with { [ports] in
            $0.ports = ports.shuffled()
            $0.names = [:]
        }
        for one in try ["192.168.42.1", address].map({ try IPAddress($0) }) {
            let turned = try names.shuffled(using: &random).map { try HostName($0) }
            server.host.with { $0.names[one] = turned }
        }
    }

    @Test(
        "issues a certificate for each true change, two for a bad night, and for nothing else", .timeLimit(.minutes(2)))
    func year() async throws {
        try await withTaskExecutorPreference(ThreadExecutor()) { try liveThroughTheYear() }
    }

    private func liveThroughTheYear() throws {
        var random = SystemRandomNumberGenerator()
        var (address, names) = ("192.168.42.1", Self.names)
        var known: Set<String> = [names[0]]
        server.host.with { $0.isClockSynchronized = true }
        try change(&random, address: address, names: names)
        try server.ignite(Answers(defaults: SiteDefaults()))
        issued.add(try server.store.generation(1))
        let (leases, losses, badNight) = ([40, 41, 150, 290], [90, 250], 200)
        var expected = 0
        for day in 1...365 {
            if leases.contains(day) { address = "192.168.42.\(day % 200 + 2)" }
            if losses.contains(day) {
                names.removeFirst()
                known.insert(names[0])
            }
            try change(&random, address: address, names: names)
            // A name server, a lease and a cable fail now and then, for a day.
            if day % 17 == 0 { server.host.with { $0.names = [:] } }
            if day % 23 == 0, !leases.contains(day) { server.host.with { $0.ports = [] } }
            let isBad = day == badNight
            let now = TestHost.ignition.adding(seconds: Int64(day) * 86_400)
            server.host.with { $0.now = isBad ? now.adding(years: 3) : now }
            let isDue = leases.contains(day) || losses.contains(day) || isBad || day == badNight + 1
            #expect(try renew() == isDue, "day \(day)")
            expected += isDue ? 1 : 0
            #expect(try !renew(), "day \(day), a second time")

            let names = Set(try server.names())
            #expect(known.allSatisfy { names.contains("DNS:\($0)") }, "day \(day): \(names)")
            #expect(names.contains("IP:\(address)") && names.count == known.count + 1, "day \(day): \(names)")
            let (root, identity) = (try server.certificate("root.pem"), try server.certificate("identity.pem"))
            let isValid = [root, identity].allSatisfy { $0.notBefore <= now && now <= $0.notAfter }
            #expect(isValid == !isBad, "day \(day)")
        }
        #expect(try server.store.generations().last == 1 + expected)
        #expect(hooks.calls.count == expected && expected == leases.count + losses.count + 2)
        #expect(issued.numbers == issued.count)
    }
}
