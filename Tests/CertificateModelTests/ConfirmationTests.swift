import Testing

@testable import CertificateModel

@Suite("What is confirmed before certificates are written")
struct ConfirmationTests {
    // Swift Testing has another type of this name.
    typealias Confirmation = CertificateModel.Confirmation

    /// The certificates of a plan as if they were signed, with these keys.
    private static func live(
        _ profile: Profile = .interoperable, _ hostName: String = "ipo1.example.com", rootKey: UInt8 = 1,
        identityKey: UInt8 = 2
    ) throws -> (plan: Plan, root: CertificateContents, identity: CertificateContents) {
        let plan = try ModelSample.plan(profile, hostName: hostName)
        var (root, identity) = (plan.root, plan.identity)
        root.subjectKeyIdentifier = .known([rootKey])
        identity.subjectKeyIdentifier = .known([identityKey])
        return (plan, root, identity)
    }

    private static func confirmation(
        _ act: Confirmation.Act, _ new: (plan: Plan, root: CertificateContents, identity: CertificateContents),
        replacing old: (plan: Plan, root: CertificateContents, identity: CertificateContents)? = nil,
        at clock: IgnitionClock? = nil, warnings: [String] = []
    ) -> Confirmation {
        Confirmation(
            act, of: new.plan.server, root: new.root, identity: new.identity, profile: new.plan.profile,
            replacing: old.map { .init(root: $0.root, identity: $0.identity, profile: $0.plan.profile) },
            at: clock ?? new.plan.clock, warnings: warnings)
    }

    @Test func `is every name, profile, key, end, refuser and warning, in the same lines everywhere`() throws {
        let confirmation = Self.confirmation(
            .ignition(isReplacing: false), try Self.live(), warnings: ["the clock is not synchronised"])
        #expect(
            confirmation.texts == [
                "Host name: ipo1.example.com", "Names: 6 of 6 of this server's names",
                "  - DNS:ipo1.example.com (host name)", "  - IP:192.168.42.1 (LAN1 address)",
                "  - IP:2001:db8::1 (LAN1 address)", "  - IP:192.168.43.1 (LAN2 address)",
                "  - DNS:example.com (added name)", "  - URI:sip:example.com (added name)", "Profile: Recommended",
                "Root: has a new key, valid until 2037-02-28", "Identity: has a new key, valid until 2029-02-28",
                "Refused by: every phone and browser until it trusts the new root: give it WebRootCA.pem",
                "Warning: the clock is not synchronised", "Then: the deploy hooks run, if there are any",
            ])
        #expect(confirmation.dangers == [] && confirmation.entered?.giver == .enter)
        #expect(confirmation.question == "Write these certificates?" && confirmation.verb == "Write")
    }

    /// What replaces what, and what can hurt then.
    struct Case: CustomTestStringConvertible, Sendable {
        let act: CertificateModel.Confirmation.Act
        let dangers: [Danger.Kind]
        var profile = Profile.interoperable
        var hostName = "ipo1.example.com"
        var rootKey: UInt8 = 1
        var isFirst = false
        var wasDocumented = false

        var testDescription: String { "\(act) \(dangers)" }
    }

    private static let cases = [
        Case(act: .ignition(isReplacing: false), dangers: [], isFirst: true),
        Case(act: .ignition(isReplacing: false), dangers: [.documented], profile: .documented, isFirst: true),
        Case(act: .ignition(isReplacing: true), dangers: [.newRootKey], rootKey: 9),
        Case(act: .ignition(isReplacing: true), dangers: [.newRootKey], isFirst: true),
        Case(act: .regeneration, dangers: []), Case(act: .regeneration, dangers: [.newRootKey], rootKey: 9),
        Case(act: .regeneration, dangers: [.namesLost], hostName: "ipo2.example.com"),
        Case(act: .regeneration, dangers: [.documented], profile: .documented),
        Case(act: .regeneration, dangers: [], profile: .documented, wasDocumented: true),
        Case(act: .rollback(to: 1), dangers: []), Case(act: .rollback(to: 1), dangers: [.newRootKey], rootKey: 9),
        Case(
            act: .rollback(to: 1), dangers: [.newRootKey, .namesLost, .documented], profile: .documented,
            hostName: "ipo2.example.com", rootKey: 9),
        Case(act: .rollback(to: 1), dangers: [], profile: .documented, isFirst: true),
    ]

    @Test(arguments: cases) func `wants a y for what makes somebody refuse this server:`(_ sample: Case) throws {
        let old = try Self.live(sample.wasDocumented ? .documented : .interoperable)
        let new = try Self.live(sample.profile, sample.hostName, rootKey: sample.rootKey)
        let confirmation = Self.confirmation(sample.act, new, replacing: sample.isFirst ? nil : old)
        #expect(confirmation.dangers.map(\.kind) == sample.dangers)
        #expect((confirmation.entered == nil) == !sample.dangers.isEmpty && confirmation.accepted.giver == .yes)
        // Nobody is asked: each danger has to be named.
        for left in sample.dangers {
            let danger = #expect(throws: Danger.self) {
                try confirmation.consent(allowing: Set(Danger.Kind.allCases).subtracting([left]))
            }
            #expect(danger?.kind == left)
        }
        #expect(try confirmation.consent(allowing: Set(sample.dangers)).giver == .options)
        // The danger is above all else, and whoever refuses is named.
        #expect(confirmation.lines.prefix(sample.dangers.count).allSatisfy { $0.label != "Host name" })
        let isHarmless = sample.dangers.isEmpty && !sample.isFirst && sample.profile == .interoperable
        #expect(isHarmless == (confirmation.refusers == []), "\(confirmation.refusers)")
    }

    @Test func `of an automatic renewal loses replaced names at most`() throws {
        let old = try Self.live()
        let moved = Self.confirmation(.regeneration, try Self.live(.interoperable, "ipo2.example.com"), replacing: old)
        #expect(try moved.consentOfRenewal().giver == .renewal)
        let worse = Self.confirmation(.regeneration, try Self.live(rootKey: 9), replacing: old)
        #expect(throws: Danger.self) { try worse.consentOfRenewal() }
    }

    @Test func `says which names a third party's set covers, and of one that covers none`() throws {
        let plan = try ModelSample.plan(.interoperable)
        func judged(_ names: [GeneralName]) throws -> Confirmation {
            var identity = plan.identity
            identity.subjectAlternativeNames = .init(names, critical: false)
            let set = ThirdPartySet(
                identity: .init(contents: identity, sha256: [], file: "a.pem"), intermediates: [],
                root: .init(contents: plan.root, sha256: [], file: "a.pem"), isSelfSigned: false)
            return try Confirmation(
                importing: Judgement(set, for: plan.server, level: CheckLevel(name: "none"), clock: plan.clock),
                warnings: [])
        }
        let some = try judged([.dns("*.example.com"), .dns("other.example.org")])
        #expect(some.dangers == [])
        #expect(some.texts.contains("Names: 1 of 6 of this server's names"))
        #expect(some.texts.contains("  - DNS:ipo1.example.com (host name, covered by DNS:*.example.com)"))
        #expect(some.texts.contains("  - IP:192.168.42.1 (LAN1 address, NOT COVERED)"))
        #expect(some.texts.contains("  - DNS:other.example.org (further name)"))
        #expect(some.refusers.contains { $0.hasPrefix("clients that use \"192.168.42.1\"") })
        #expect(try judged([.dns("other.example.org")]).dangers == [.noNameCovered])
        let many = try judged((0..<10_000).map { .dns("n\($0).example.org") } + [.dns("ipo1.example.com")])
        #expect(many.texts.contains("  - and 9950 more") && many.lines.count < 80)
    }

    /// A root that replaces another one with the same key: what is done, the years in which each expires, and who refuses
    /// the server then.
    struct SameKey: CustomTestStringConvertible, Sendable {
        let act: CertificateModel.Confirmation.Act
        let ends: (old: Int, new: Int)
        var oldBegins = 2027
        var clockSays = 2030
        let refuser: String?

        var testDescription: String { "\(act) \(ends) \(clockSays)" }
    }

    private static let sameKeys = [
        SameKey(
            act: .regeneration, ends: (2037, 2040),
            refuser: "clients that trust the old root trust this server until that root expires at "
                + "2037-06-01T00:00:00Z: give them the new root (WebRootCA.pem) before"),
        SameKey(
            act: .regeneration, ends: (2029, 2040),
            refuser: "the old root expired at 2029-06-01T00:00:00Z, and no client trusts this server any more: give "
                + "the new root (WebRootCA.pem) to every client"),
        SameKey(
            act: .regeneration, ends: (2041, 2040), oldBegins: 2031,
            refuser: "clients refuse the old root before 2031-06-01T00:00:00Z: give the new root (WebRootCA.pem) to "
                + "every client"),
        // A clock that is plainly wrong, by which the old root is not valid yet, or expired.
        SameKey(act: .regeneration, ends: (2037, 2036), clockSays: 2001, refuser: nil),
        SameKey(act: .regeneration, ends: (2037, 2036), clockSays: 2090, refuser: nil),
        // The root before is older than the one that it replaces.
        SameKey(act: .rollback(to: 1), ends: (2040, 2037), refuser: nil),
        SameKey(
            act: .rollback(to: 1), ends: (2041, 2037), oldBegins: 2031,
            refuser: "clients refuse the present root before 2031-06-01T00:00:00Z: give the WebRootCA.pem of that "
                + "generation to every client"),
        SameKey(
            act: .rollback(to: 3), ends: (2037, 2040),
            refuser: "clients that trust the present root trust this server until that root expires at "
                + "2037-06-01T00:00:00Z: give them the WebRootCA.pem of that generation before"),
        SameKey(act: .importing, ends: (2040, 2037), refuser: nil),
    ]

    @Test(arguments: sameKeys) func `says who refuses a root that has its key from another:`(_ sample: SameKey) throws {
        func june(_ year: Int) throws -> Timestamp { try #require(Timestamp(year: year, month: 6, day: 1)) }
        var (old, new) = (try Self.live(), try Self.live())
        (old.root.notBefore, old.root.notAfter) = (try june(sample.oldBegins), try june(sample.ends.old))
        new.root.notAfter = try june(sample.ends.new)
        let confirmation = Self.confirmation(
            sample.act, new, replacing: old, at: IgnitionClock(reading: try june(sample.clockSays)))
        #expect(confirmation.refusers == [sample.refuser].compactMap(\.self))
        let isIssued = sample.act == .regeneration
        let key = isIssued ? "a new certificate for the key that it has" : "has the key of the live one"
        #expect(confirmation.texts.contains { $0.hasPrefix("Root: \(key), valid until") }, "\(confirmation.texts)")
    }

    @Test func `names a name once, whatever its case is in the certificate`() throws {
        let old = try Self.live()
        var new = old
        new.identity.subjectAlternativeNames = .init(
            [.dns("IPO1.Example.com"), .uri("sip:Example.com:5061"), .dns("Further.example.com")], critical: false)
        let texts = Self.confirmation(.importing, new, replacing: old).texts
        #expect(
            texts.filter { $0.hasPrefix("  - ") && $0.contains(/(?i)example/) && !$0.contains("NOT COVERED") } == [
                "  - DNS:example.com", "  - DNS:ipo1.example.com (host name)",
                "  - URI:sip:example.com (added name, covered by URI:sip:Example.com:5061)",
                "  - DNS:Further.example.com (further name)",
            ])
    }

    @Test func `is kept with who gave it`() throws {
        let confirmation = Self.confirmation(
            .regeneration, try Self.live(.interoperable, "ipo2.example.com"), replacing: try Self.live())
        let confirmed = Confirmed(confirmation.accepted)
        #expect(confirmed.lines == confirmation.texts)
        #expect(confirmed.sentence == "with y: the identity would lose the name \"ipo1.example.com\"")
        let ordinary = Self.confirmation(.regeneration, try Self.live(), replacing: try Self.live())
        let consent = try #require(ordinary.entered)
        #expect(Confirmed(consent).sentence == "with Enter" && Confirmed(consent).dangers == nil)
    }
}
