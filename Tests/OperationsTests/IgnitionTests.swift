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
}
