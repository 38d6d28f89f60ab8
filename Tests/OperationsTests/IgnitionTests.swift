import CertificateEngine
import CertificateModel
import CertificateStore
import Operations
import Testing
import WorldFixtures

@Suite("Ignition")
struct IgnitionTests {
    @Test func `issues both certificates of a server that has none, and makes them live`() throws {
        let server = try TestServer()
        #expect(try server.ignite() == 1)
        let review = try StoredReview(liveOf: server.installation)
        #expect(review.certificates.map(\.judged.kind) == [.root, .identity])
        #expect(
            review.certificates[1].judged.member.contents.subjectAlternativeNames?.value.map(\.description) == [
                "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:2001:db8::1", "IP:192.168.43.1",
            ])
    }

    @Test func `of a server that is ignited is refused, and changes nothing`() throws {
        let server = try TestServer.ignited()
        let error = #expect(throws: OperationError.self) { try server.ignite() }
        #expect(error?.kind == "already-ignited")
        #expect(try server.installation.store.generations() == [1])
    }

    /// A day after the beginning of 1970, and of 2060.
    @Test(arguments: [
        (Int64(86_400), "before this software was released"), (2_840_227_200, "20 years after its release"),
    ])
    func `does not believe a clock that is plainly wrong, and tells the operator`(now: Int64, side: String) throws {
        let server = try TestServer(TestHost(now: Timestamp(secondsSinceEpoch: now)))
        let ignition = Ignition(server.installation, command: "ignite")
        let keys = KeyMaterialGenerator()
        let prepared = try ignition.prepare(try server.usualAnswers(), server.host.world.facts(), keys: keys)
        #expect(prepared.confirmation.warnings.contains { $0.hasPrefix("the clock says ") && $0.contains(side) })
        _ = try ignition.commit(prepared)
        let (root, identity) = (prepared.certificates.root, prepared.certificates.identity)
        #expect(root.notBefore.description.wholeMatch(of: /\d{4}-01-01T00:00:00Z/) != nil)
        #expect(identity.notBefore.description.wholeMatch(of: /\d{4}-01-01T00:02:00Z/) != nil)
        let manifest = try #require(try server.installation.store.liveGeneration()).manifest
        #expect(manifest.body.clockWasWrong)
    }
}
