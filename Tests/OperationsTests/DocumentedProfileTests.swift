import CertificateModel
import CertificateStore
import Testing
import WorldFixtures

@testable import Operations

/// Its identity repeats the root's subject: it is self-issued, and not self-signed.
@Suite("The documented profile")
struct DocumentedProfileTests {
    private let server: TestServer

    init() throws {
        server = try TestServer()
        var answers = try server.usualAnswers()
        answers.profile = .documented
        try server.ignite(answers)
    }

    @Test func `has the same checks and the same chain wherever they are shown`() throws {
        let stored = try StoredReview(liveOf: server.installation)
        let review = Review(server.installation)
        _ = try review.addLive(of: server.installation)
        let reviewer = review.reviewer
        #expect(stored.certificates.map(\.judged.kind) == [.root, .identity])
        for certificate in stored.certificates {
            let entry = try #require(
                (0..<reviewer.library.count).first { reviewer.library.der(of: $0) == certificate.der })
            let shown = reviewer.judged(entry, .medium)
            // A review says by whom the root is trusted as well.
            let trusted = ", which this server trusts"
            #expect(shown.checks.count == certificate.judged.checks.count)
            for (one, other) in zip(shown.checks, certificate.judged.checks) {
                #expect(one.check == other.check && one.verdict == other.verdict && one.fields == other.fields)
                #expect(one.detail == other.detail || one.detail == other.detail + trusted)
            }
            #expect(shown.checks.allSatisfy { $0.verdict != .fail }, "\(shown.checks)")
            #expect(shown.chain.map(\.entry).last == entry && certificate.chain == shown.chain)
            #expect(shown.chain.count == (certificate.judged.kind == .root ? 1 : 2))
            #expect(shown.chain.allSatisfy { $0.problem == nil })
            // The row that a check finds something in is the one that the table marks.
            let table = try #require(reviewer.opened(entry).table)
            #expect(table.kind == certificate.judged.kind)
            for row in table.rows where row.finding != nil {
                #expect(row.finding?.detail == shown.checks.finding(in: row.field)?.detail)
            }
        }
        let warned = stored.certificates.flatMap(\.judged.checks).filter { $0.verdict == .warn }
        #expect(
            warned.map(\.detail) == [
                "\"ipoffice-root-ipo1.example.com.avaya.com\" is a CA certificate, which some clients (NSS, Firefox) refuse "
                    + "as a server's"
            ])
    }

    @Test func `of an identity whose root is not there is a chain that lacks it, not a signature that is wrong`() throws
    {
        let review = Review(server.installation)
        _ = review.loader.add(.path("\(server.folder)/store/live/identity.pem")) { _, error in Issue.record(error) }
        let reviewer = review.reviewer
        // The trusted store has the root; without it, it is missing.
        let alone = Reviewer(
            library: reviewer.library, trust: ReviewTrust(), storedIdentity: nil, clock: reviewer.clock)
        #expect(reviewer.judged(0, .medium).chain.count == 2)
        let shown = alone.judged(0, .medium)
        #expect(
            shown.checks.contains {
                $0.detail.hasSuffix("the certificate of \"ipoffice-root-ipo1.example.com.avaya.com\" is missing")
            }, "\(shown.checks)")
        #expect(try alone.kind(of: 0, server.certificate("identity.pem")) == .intermediate)
    }
}
