import Testing

@testable import CertificateModel

@Suite("What a regeneration changes")
struct DifferenceTests {
    private static func identity(_ names: [GeneralName]) throws -> CertificateContents {
        var identity = try ModelSample.plan(.interoperable).identity
        identity.subjectAlternativeNames = .init(names, critical: false)
        return identity
    }

    /// Names, those that replace them, and which are lost and gained then.
    private static let names: [([GeneralName], [GeneralName], [String], [String])] = [
        ([.dns("a.example.com")], [.dns("b.example.com")], ["DNS:a.example.com"], ["DNS:b.example.com"]),
        ([.dns("A.Example.com")], [.dns("a.example.com")], [], []),
        ([.dns("Phone.Example.com")], [.dns("*.example.com")], [], ["DNS:*.example.com"]),
        ([.dns("a.b.example.com")], [.dns("*.example.com")], ["DNS:a.b.example.com"], ["DNS:*.example.com"]),
        // A DNS name is the identity of a SIP domain where no SIP URI is there (RFC 5922 section 7.1).
        ([.uri("sip:example.com")], [.dns("Example.com")], [], ["DNS:Example.com"]),
        (
            [.uri("sip:example.com")], [.dns("example.com"), .uri("sip:other.example")], ["URI:sip:example.com"],
            ["DNS:example.com", "URI:sip:other.example"]
        ),
        ([.dns("example.com")], [.dns("example.com"), .uri("sip:example.com")], [], ["URI:sip:example.com"]),
        ([.uri("sip:pbx.example.com")], [.dns("*.example.com")], ["URI:sip:pbx.example.com"], ["DNS:*.example.com"]),
    ]

    @Test(arguments: names)
    func `a name is lost where nothing covers it any more, and gained where it was not there:`(
        _ before: [GeneralName], _ after: [GeneralName], _ lost: [String], _ gained: [String]
    ) throws {
        let plan = try ModelSample.plan(.interoperable)
        let difference = Difference(
            root: plan.root, identity: try Self.identity(before), toRoot: plan.root,
            identity: try Self.identity(after), at: plan.clock)
        #expect(difference.namesLost.map(\.description) == lost)
        #expect(difference.namesGained.map(\.description) == gained)
    }

    @Test func `the documented profile is told by what it changes, and by who refuses it`() throws {
        let (before, after) = (try ModelSample.plan(.interoperable), try ModelSample.plan(.documented))
        func difference(_ before: Plan, _ after: Plan) -> Difference {
            Difference(
                root: before.root, identity: before.identity, toRoot: before.root, identity: after.identity,
                at: before.clock)
        }
        let changes = difference(before, after).changes.map { [$0.what, $0.before, $0.after] }
        #expect(
            changes.contains([
                "Basic Constraints", "End entity (marked critical)", "CA, no path length limit (marked critical)",
            ]))
        #expect(changes.contains { $0[0] == "Key Usage" && $0[2].contains("Certificate Signing") })
        #expect(difference(before, after).consequences.contains { $0.hasPrefix("Firefox, ") })
        #expect(!difference(after, before).consequences.contains { $0.hasPrefix("Firefox, ") })
    }

    @Test(arguments: ["ipo1", "ipo1.example.com"]) func `a machine is called as its identity, whatever the case:`(
        _ name: String
    ) throws {
        let plan = try ModelSample.plan(.interoperable)
        let stored = StoredIdentity(
            server: plan.server, identity: try Self.identity([.dns("IPO1.Example.com")]), root: plan.root,
            isImported: true, sha256: [])
        #expect(try stored.isCalled(HostName(name)))
        #expect(try !stored.isCalled(HostName("ipo2.example.com")))
    }
}
