import CertificateModel
import Testing

@Suite("What is due, and what follows from the host")
struct RenewalTests {
    private static func server(
        _ lan1: [String], _ lan2: [String] = [], further: [String] = []
    ) throws -> ServerIdentity {
        func port(_ addresses: [String]) throws -> LANPort {
            var port = LANPort()
            for text in addresses {
                switch try IPAddress(text) {
                case .v4(let address): port.ipv4 = address
                case .v6(let address): port.ipv6.append(address)
                }
            }
            return port
        }
        var server = ServerIdentity(
            hostName: ResolvedHostName(try HostName("ipo1.example.com"), from: .entered), lan1: try port(lan1),
            lan2: try port(lan2))
        server.names.ip = try further.map { try IPAddress($0) }
        return server
    }

    private static func facts(_ ports: [[String]]) throws -> HostFacts {
        HostFacts(
            interfaces: try ports.enumerated().map { index, addresses in
                NetworkInterface(name: "eth\(index)", mac: nil, addresses: try addresses.map { try IPAddress($0) })
            },
            clock: IgnitionClock(reading: Timestamp(secondsSinceEpoch: 1_803_902_400)))
    }

    /// What the server had, what the host had, what the host has, and what the names are then, watched and unwatched.
    struct Move: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let stored: ([String], [String])
        let had: [String]
        let ports: [[String]]
        let watched, unwatched: [String]
    }

    static let moves = [
        Move(
            testDescription: "nothing changes", stored: (["192.0.2.1"], ["198.51.100.1"]),
            had: ["192.0.2.1", "198.51.100.1"], ports: [["192.0.2.1"], ["198.51.100.1"]],
            watched: ["192.0.2.1", "198.51.100.1"], unwatched: ["192.0.2.1", "198.51.100.1"]),
        Move(
            testDescription: "another address in the place of one", stored: (["192.0.2.1"], []), had: ["192.0.2.1"],
            ports: [["192.0.2.9"]], watched: ["192.0.2.9"], unwatched: ["192.0.2.9"]),
        Move(
            testDescription: "LAN2 is unplugged", stored: (["192.0.2.1"], ["198.51.100.1"]),
            had: ["192.0.2.1", "198.51.100.1"], ports: [["192.0.2.1"], []],
            watched: ["192.0.2.1"], unwatched: ["192.0.2.1", "198.51.100.1"]),
        Move(
            testDescription: "LAN1 is unplugged, which no server can be without",
            stored: (["192.0.2.1"], ["198.51.100.1"]), had: ["192.0.2.1", "198.51.100.1"],
            ports: [[], ["198.51.100.1"]],
            watched: ["192.0.2.1", "198.51.100.1"], unwatched: ["192.0.2.1", "198.51.100.1"]),
        Move(
            testDescription: "LAN1 is not there, and what is counted in its place has got a second address",
            stored: (["192.0.2.1"], ["198.51.100.1"]), had: ["192.0.2.1", "198.51.100.1"],
            ports: [["198.51.100.1", "198.51.100.2"]],
            watched: ["198.51.100.1", "198.51.100.2"], unwatched: ["192.0.2.1", "198.51.100.1", "198.51.100.2"]),
        Move(
            testDescription: "one of two IPv6 addresses goes", stored: (["192.0.2.1", "fd00::1", "fd00::2"], []),
            had: ["192.0.2.1", "fd00::1", "fd00::2"], ports: [["192.0.2.1", "fd00::1"]],
            watched: ["192.0.2.1", "fd00::1"], unwatched: ["192.0.2.1", "fd00::1", "fd00::2"]),
        Move(
            testDescription: "one of two IPv6 addresses is another", stored: (["192.0.2.1", "fd00::1", "fd00::2"], []),
            had: ["192.0.2.1", "fd00::1", "fd00::2"], ports: [["192.0.2.1", "fd00::1", "fd00::3"]],
            watched: ["192.0.2.1", "fd00::1", "fd00::3"], unwatched: ["192.0.2.1", "fd00::1", "fd00::3"]),
        Move(
            testDescription: "an address that was given for later", stored: (["203.0.113.1"], []), had: [],
            ports: [["192.0.2.1"]],
            watched: ["192.0.2.1", "203.0.113.1"], unwatched: ["192.0.2.1", "203.0.113.1"]),
        Move(
            testDescription: "a second address of a port", stored: (["192.0.2.1"], []), had: ["192.0.2.1"],
            ports: [["192.0.2.1", "192.0.2.2"]],
            watched: ["192.0.2.1", "192.0.2.2"], unwatched: ["192.0.2.1", "192.0.2.2"]),
        Move(
            testDescription: "no port has an address at the moment", stored: (["192.0.2.1"], ["198.51.100.1"]),
            had: ["192.0.2.1", "198.51.100.1"], ports: [[], []],
            watched: ["192.0.2.1", "198.51.100.1"], unwatched: ["192.0.2.1", "198.51.100.1"]),
    ]

    @Test("names follow the host", arguments: moves)
    func present(move: Move) throws {
        let stored = try Self.server(move.stored.0, move.stored.1)
        let had = Set(try move.had.map { try IPAddress($0) })
        for (keepsAbsent, expected) in [(false, move.watched), (true, move.unwatched)] {
            let server = stored.present(on: try Self.facts(move.ports), hadAddresses: had, keepsAbsent: keepsAbsent)
            #expect(server.addresses.map(\.description) == expected, "unwatched: \(keepsAbsent)")
        }
    }

    @Test("what the operator added stays; what was found beside it goes once it is gone, where somebody watches")
    func further() throws {
        let stored = try Self.server(["192.0.2.1"], further: ["192.0.2.7", "192.0.2.8"])
        let had = Set(try ["192.0.2.1", "192.0.2.8"].map { try IPAddress($0) })
        let facts = try Self.facts([["192.0.2.1"]])
        func further(_ keepsAbsent: Bool) -> [String] {
            stored.present(on: facts, hadAddresses: had, keepsAbsent: keepsAbsent).names.ip.map(\.description)
        }
        #expect(further(false) == ["192.0.2.7"])
        #expect(further(true) == ["192.0.2.7", "192.0.2.8"])
    }

    private static let start = Timestamp(secondsSinceEpoch: 1_803_902_400)

    private static func outlook(
        daysLater: Int64, identityDays: Int64 = 730, rootDays: Int64 = 3653, clockWasWrong: Bool = false,
        isImported: Bool = false, rootIsNewer: Bool = false, covered: Bool = true, secondsLater: Int64 = 0,
        isSynchronized: Bool? = nil, found: Int64? = nil
    ) throws -> RenewalOutlook {
        let server = try server(["192.0.2.1"])
        var plan = try Plan(server: server, profile: .interoperable, clock: IgnitionClock(reading: start)).identity
        plan = CertificateContents(
            serial: plan.serial, issuer: plan.issuer, subject: plan.subject, notBefore: start,
            notAfter: start.adding(seconds: identityDays * 86_400))
        let root = CertificateContents(
            serial: plan.serial, issuer: plan.issuer, subject: plan.issuer,
            notBefore: start.adding(seconds: rootIsNewer ? 60 : -60),
            notAfter: start.adding(seconds: rootDays * 86_400))
        let stored = StoredIdentity(server: server, identity: plan, root: root, isImported: isImported, sha256: [])
        let name = GeneralName.ip(try IPAddress("192.0.2.1"))
        return RenewalOutlook(
            stored, coverage: Coverage.of([name], as: "LAN1 address", by: covered ? [name] : []),
            clock: IgnitionClock(
                reading: start.adding(seconds: daysLater * 86_400 + secondsLater), isSynchronized: isSynchronized),
            clockWasWrong: clockWasWrong, isAutomatic: true,
            notValidYetFound: found.map { start.adding(seconds: daysLater * 86_400 + secondsLater - $0) })
    }

    @Test("each reason has its sentence, and its time")
    func reasons() throws {
        func sentences(_ outlook: RenewalOutlook) -> [String] { outlook.reasons.map(\.sentence) }
        #expect(sentences(try Self.outlook(daysLater: 669)) == [])
        #expect(
            sentences(try Self.outlook(daysLater: 670)) == ["the identity expires in 60 days, 2029-02-28T12:00:00Z"])
        #expect(sentences(try Self.outlook(daysLater: 729)) == ["the identity expires in 1 day, 2029-02-28T12:00:00Z"])
        #expect(sentences(try Self.outlook(daysLater: 731)) == ["the identity expired at 2029-02-28T12:00:00Z"])
        // A third of its life, where that is shorter than 60 days.
        #expect(sentences(try Self.outlook(daysLater: 59, identityDays: 90)) == [])
        #expect(sentences(try Self.outlook(daysLater: 60, identityDays: 90)).count == 1)
        #expect(
            sentences(try Self.outlook(daysLater: 1, rootDays: 31, rootIsNewer: true)) == ["the root was renewed"])
        #expect(
            sentences(try Self.outlook(daysLater: 350, rootDays: 400)) == [
                "the root expires in 50 days, 2028-04-04T12:00:00Z"
            ])
        #expect(
            sentences(try Self.outlook(daysLater: 1, covered: false)) == [
                "the LAN1 address \"192.0.2.1\" is not in the identity"
            ])
        #expect(
            sentences(try Self.outlook(daysLater: 1, clockWasWrong: true)) == [
                "the clock was wrong when the certificates were made, and is correct now"
            ])
    }

    /// What the clock is, how many seconds ago a run found the same, and whether that makes it due.
    @Test(
        "a certificate that is not valid yet is due at once by a reliable clock, else after 12 hours",
        arguments: [
            (true, nil, true), (true, 1, true), (false, nil, false), (false, 43_199, false), (false, 43_200, true),
            (nil, nil, false), (nil, 43_199, false), (nil, 43_200, true),
        ] as [(Bool?, Int64?, Bool)])
    func notValidYet(isSynchronized: Bool?, found: Int64?, isDue: Bool) throws {
        func check(_ seconds: Int64, _ sentence: String, isOfRoot: Bool) throws {
            let outlook = try Self.outlook(
                daysLater: 0, secondsLater: seconds, isSynchronized: isSynchronized, found: found)
            #expect(outlook.reasons.map(\.sentence) == (isDue ? [sentence] : []))
            #expect(outlook.reasons.contains(where: \.isOfRoot) == (isDue && isOfRoot))
            #expect(outlook.unconfirmed?.reason.sentence == (isDue ? nil : sentence))
            #expect((outlook.unconfirmed?.found == nil) == (isDue || found == nil))
        }
        try check(-1, "the identity is not valid yet: it is valid from 2027-03-01T12:00:00Z", isOfRoot: false)
        try check(-60, "the identity is not valid yet: it is valid from 2027-03-01T12:00:00Z", isOfRoot: false)
        try check(-61, "the root is not valid yet: it is valid from 2027-03-01T11:59:00Z", isOfRoot: true)
        for (seconds, isImported) in [(0, false), (-61, true), (-365 * 86_400, false)] as [(Int64, Bool)] {
            let outlook = try Self.outlook(
                daysLater: 0, isImported: isImported, secondsLater: seconds, isSynchronized: isSynchronized,
                found: found)
            #expect(outlook.reasons.isEmpty && outlook.unconfirmed == nil, "\(seconds)")
        }
    }

    @Test("while the clock is wrong, no age is believed")
    func wrongClock() throws {
        #expect(try Self.outlook(daysLater: 30 * 365, clockWasWrong: true).reasons == [])
        #expect(try Self.outlook(daysLater: 30 * 365, covered: false).reasons.count == 1)
    }

    @Test("a third party's root is its owner's matter")
    func imported() throws {
        #expect(try Self.outlook(daysLater: 350, rootDays: 400, isImported: true).reasons == [])
        #expect(try Self.outlook(daysLater: 700, isImported: true).reasons.count == 1)
        // Whoever has to ask for another one is told sixty days before, however short its life is.
        #expect(try Self.outlook(daysLater: 30, identityDays: 90, isImported: true).reasons.count == 1)
    }
}
