import CertificateEngine
import CertificateModel
import CertificateStore
import Operations
import Testing
import Threads
import WorldFixtures

@Suite("A review")
struct ReviewTrustTests {
    private let server: TestServer
    private let chain: [[UInt8]]

    init() throws {
        server = try TestServer.ignited()
        let live = try #require(try server.installation.store.liveGeneration())
        chain = try ["identity.pem", "root.pem"].flatMap { try CertificateReader.pem(live.contents(of: $0)) }
    }

    /// Another server, which does not know the first one, and is told that it serves this chain.
    private func review(_ given: [TrustedBundle] = [], trusting system: TrustedBundle? = nil) throws -> JudgedEntry {
        let other = try TestServer()
        let chain = chain
        other.host.with { state in
            state.systemTrust = system
            state.askPeer = { (_, _) throws(PeerError) in
                PeerReply(chain: chain, protocolVersion: "TLSv1.3", cipher: "", address: "192.168.42.1:443")
            }
        }
        let review = Review(other.installation, trusted: given)
        _ = review.loader.add(try ReviewSource("ipo1.example.com:443")) { name, error in
            Issue.record("\(name): \(error)")
        }
        return review.reviewer.judged(0, .medium)
    }

    private func said(_ judged: JudgedEntry) -> CheckResult? { judged.checks.first { $0.check == .chain } }

    @Test func `trusts no root for that a server sends it`() throws {
        let judged = try review()
        #expect(said(judged)?.verdict == .fail)
        #expect(
            said(judged)?.detail
                == "\"ipo1.example.com\" leads to the root \"ipoffice-root-ipo1.example.com.avaya.com\", and nobody trusts that "
                + "here")
        #expect(judged.chain.map(\.problem) == ["nobody trusts it here", nil])
    }

    @Test func `says who trusts the root: a file, or the system`() throws {
        let bundle = TrustedBundle(file: "/roots.pem", certificates: [try Certificate(der: chain[1])])
        let root = "leads to the root \"ipoffice-root-ipo1.example.com.avaya.com\", which "
        let byFile = try said(review([bundle]))
        #expect(byFile?.verdict == .pass && byFile?.detail == root + "is given in \"/roots.pem\"")
        let bySystem = try said(review(trusting: bundle))
        #expect(bySystem?.verdict == .pass && bySystem?.detail == root + "this system trusts (\"/roots.pem\")")
    }

    @Test func `takes an identity of the profile "documented" for no self-signed one`() throws {
        let documented = try TestServer()
        var answers = try documented.usualAnswers()
        answers.profile = .documented
        try documented.ignite(answers)
        let review = Review(documented.installation)
        try review.addLive(of: documented.installation)
        let judged = review.reviewer.judged(0, .medium)
        #expect(judged.chain.count == 2 && judged.chain.allSatisfy { $0.problem == nil })
        #expect(said(judged)?.verdict == .pass)
        #expect(judged.checks.allSatisfy { $0.verdict != .fail }, "\(judged.checks.map(\.detail))")
        #expect(judged.checks.first { $0.check == .endEntity }?.verdict == .warn)
    }

    @Test func `asks its servers at once`() throws {
        let first = Promise<Void>()
        let second = Promise<Void>()
        let other = try TestServer()
        let chain = chain
        other.host.with { state in
            state.askPeer = { (address, _) throws(PeerError) in
                // Each answers only when the other one is being asked as well.
                let (own, others) = address.description.contains("ipo1") ? (first, second) : (second, first)
                own.fulfil(())
                others.wait()
                return PeerReply(chain: chain, protocolVersion: "", cipher: "", address: "")
            }
        }
        let review = Review(other.installation)
        let sources = [try ReviewSource("ipo1.example.com:443"), try ReviewSource("ipo2.example.com:443")]
        let loader = review.loader.asking(sources)
        let facts = sources.map { source in loader.add(source) { name, error in Issue.record("\(name): \(error)") } }
        #expect(facts.map { $0?.peer } == ["ipo1.example.com:443", "ipo2.example.com:443"])
        #expect(review.reviewer.library.count == 4)
    }
}
