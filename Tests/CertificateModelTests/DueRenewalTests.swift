import CertificateModel
import Testing

@Suite("What is due")
struct DueRenewalTests {
    private static func server(_ lan1: [String]) throws -> ServerIdentity {
        var port = LANPort()
        for text in lan1 { if case .v4(let address) = try IPAddress(text) { port.ipv4 = address } }
        return ServerIdentity(
            hostName: ResolvedHostName(try HostName("ipo1.example.com"), from: .entered), lan1: port)
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
        // Nothing that its authority issued was made by this clock.
        #expect(try Self.outlook(daysLater: 1, clockWasWrong: true, isImported: true).reasons == [])
        #expect(try Self.outlook(daysLater: 350, rootDays: 400, isImported: true).reasons == [])
        #expect(try Self.outlook(daysLater: 700, isImported: true).reasons.count == 1)
        // Whoever has to ask for another one is told sixty days before, however short its life is.
        #expect(try Self.outlook(daysLater: 30, identityDays: 90, isImported: true).reasons.count == 1)
    }
}
