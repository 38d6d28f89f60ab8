import CertificateModel
import CertificateStore
import Glibc
import Operations
import Testing
import WorldFixtures

@Suite("History")
struct HistoryTests {
    private let server: TestServer

    init() throws {
        server = try TestServer.ignited()
        server.host.with { $0.operator = Operator(uid: 0, login: "root", sudoUser: "alice") }
        try server.regenerate()
    }

    private func entries() throws -> [HistoryEntry] { try History(server.installation).entries() }

    @Test func `has each generation with when, who, why, names and certificates, the newest first`() throws {
        let entries = try entries()
        #expect(entries.map(\.generation) == [2, 1] && entries.map(\.isLive) == [true, false])
        let records = try entries.map { try #require($0.record) }
        #expect(records.map(\.command) == ["regenerate", "ignite"])
        #expect(records.map(\.operator.person) == ["alice", "root"])
        #expect(records.map(\.created) == ["2027-03-01T12:00:00Z", "2027-03-01T12:00:00Z"])
        #expect(records.map(\.profile) == ["interoperable", "interoperable"])
        #expect(records[0].names.map(\.description) == (try server.names()))
        #expect(records[0].certificates.map(\.kind) == ["root", "identity"])
        #expect(records[0].identity?.serial == (try server.certificate("identity.pem").serial.value?.description))
        #expect(
            records.map { $0.certificates.map(\.sha256) }
                == [2, 1].map { number in
                    let fingerprints = StoredReview.fingerprints(of: number, in: server.installation)
                    return [fingerprints.root, fingerprints.identity]
                })
    }

    @Test func `says what was confirmed when a generation was made, and apart from it what a rollback was`() throws {
        let made = try entries().map(\.confirmed)
        #expect(!made.contains(nil))
        #expect(try entries().allSatisfy { $0.confirmedReturn == nil })
        _ = try Rollback(server.installation).perform()
        #expect(try entries().map(\.confirmed) == made)
        let again = try #require(try entries()[1].confirmedReturn)
        #expect(again != made[1])
        #expect(try entries()[0].confirmedReturn == nil)
        #expect(again.lines.contains { $0.contains("no generation is removed") }, "\(again)")
    }

    @Test func `follows the live link`() throws {
        _ = try Rollback(server.installation).perform()
        #expect(try entries().map(\.isLive) == [false, true])
        unlink(server.store.layout.live)
        #expect(try entries().map(\.isLive) == [false, false])
    }

    @Test func `hides no generation behind one that is damaged`() throws {
        try server.write("{", to: "store/generations/000001/manifest.json")
        let entries = try entries()
        #expect(entries.map(\.generation) == [2, 1] && entries[0].record != nil)
        #expect(
            entries[1].contents
                == .damaged(
                    problem: "\"\(server.store.layout.generation(1))/manifest.json\" is damaged: it is not JSON"))
    }

    @Test func `needs no journal`() throws {
        unlink(server.store.layout.journal)
        mkdir(server.store.layout.journal, 0o700)
        #expect(try entries().map(\.generation) == [2, 1])
    }

    @Test func `of a store without generations is refused: it may be the wrong folder`() throws {
        try RefusedOperation.notIgnited.check { _ = try History($0.installation).entries() }
    }
}
