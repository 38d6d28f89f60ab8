import CertificateModel
import CertificateStore
import FoundationEssentials
import Glibc
import Operations
import StoreFixtures
import Testing
import WorldFixtures

@Suite("A rollback makes an earlier generation live again")
struct RollbackTests {
    private let server: TestServer

    init() throws {
        server = try TestServer.ignited()
        try server.regenerate()
    }

    private func rollBack(to number: Int? = nil) throws -> (from: Int?, to: Int)? {
        try Rollback(server.installation).perform(to: number)
    }

    @Test func `and forward again; the journal tells`() throws {
        let back = try #require(try rollBack())
        #expect(back == (2, 1))
        #expect(try server.store.liveNumber() == 1)
        #expect(try rollBack(to: 1) == nil)
        let forward = try #require(try rollBack(to: 2))
        #expect(forward == (1, 2))
        let told = try server.journal().filter { $0.result == JournalEntry.rolledBack }
        #expect(told.map(\.generation) == [1, 2] && told.map(\.command) == ["rollback", "rollback"])
        #expect(told.map(\.reason) == ["from generation 2", "from generation 1"])
        #expect(try server.regenerate() == 3)
    }

    @Test func `whose root's private key is kept elsewhere, as that of the live one is`() throws {
        for number in 1...2 { unlink("\(server.store.layout.generation(number))/root.key") }
        #expect(try #require(try rollBack()) == (2, 1))
        #expect(try server.store.liveNumber() == 1)
    }

    @Test func `which is the one that was live before, where none is named`() throws {
        try server.regenerate()
        _ = try rollBack(to: 1)
        #expect(try #require(try rollBack()) == (1, 3))
        #expect(try #require(try rollBack()) == (3, 1))
        try server.regenerate()
        #expect(try #require(try rollBack()) == (4, 1))
        // A generation that is gone was live before, and cannot be again.
        _ = try rollBack(to: 2)
        _ = try rollBack(to: 4)
        try FileManager.default.removeItem(atPath: server.store.layout.generation(2))
        #expect(try #require(try rollBack()) == (4, 1))
    }

    @Test func `which is none that was not served when it was live`() throws {
        try server.regenerate()
        try server.store.withLock { writer in
            for (number, result) in [(3, JournalEntry.notProven), (2, JournalEntry.rolledBack)] {
                var entry = JournalEntry(
                    time: "2027-03-01T12:00:00Z", generation: number, command: "renew", operator: Operator(uid: 0),
                    result: result)
                entry.served = number == 3 ? ["another"] : nil
                try writer.journal(entry)
            }
        }
        unlink(server.store.layout.live)
        symlink("generations/000002", server.store.layout.live)
        #expect(try #require(try rollBack()) == (2, 1))
    }

    @Test func `which a lost link does not keep from being named`() throws {
        unlink(server.store.layout.live)
        let error = #expect(throws: OperationError.self) { try rollBack() }
        #expect(error?.kind == "none-live")
        let back = try #require(try rollBack(to: 2))
        #expect(back == (nil, 2))
        #expect(try server.journal().last?.reason == "no generation was live")
    }

    @Test func `unless another run has made a third one live`() throws {
        let rollback = Rollback(server.installation)
        let prepared = try #require(try rollback.prepare(to: 1))
        try server.regenerate()
        let before = server.tree
        let error = #expect(throws: OperationError.self) {
            try rollback.commit(prepared, prepared.confirmation.accepted)
        }
        #expect(error?.kind == "overtaken" && server.tree == before)
    }

    @Test(
        arguments: [
            .notIgnited, .noneLive,
            RefusedOperation(
                kind: "no-earlier-generation", problem: "there is no generation before \"1\", which is live"),
        ] as [RefusedOperation])
    func `which is refused where there is none, and nothing changes:`(_ refused: RefusedOperation) throws {
        try refused.check { _ = try Rollback($0.installation).perform() }
    }

    /// With a second generation, to go back to the first.
    private static func refused(
        _ kind: String, _ problem: String, _ prepare: @escaping @Sendable (TestServer) throws -> Void = { _ in }
    ) -> RefusedOperation {
        RefusedOperation(kind: kind, problem: problem) {
            try $0.regenerate(keepsKey: false)
            try prepare($0)
        }
    }

    private static func path(_ file: String, of server: TestServer) -> String {
        "\(server.store.layout.generation(1))/\(file)"
    }

    @Test(
        arguments: [
            refused("held", "another run (process \(getpid())) is changing the store \"STORE\""),
            refused("damaged", "\"STORE/generations/000001/manifest.json\" is damaged: it is not JSON") {
                try $0.write("{", to: "store/generations/000001/manifest.json")
            },
            refused(
                "inconsistent",
                "generation \"1\" is inconsistent: \"identity.key\" is not the key of \"identity.pem\""
            ) {
                try FileManager.default.removeItem(atPath: path("identity.pem", of: $0))
                try FileManager.default.copyItem(
                    atPath: $0.store.layout.live("identity.pem"), toPath: path("identity.pem", of: $0))
            },
            refused("expired", "generation \"1\" has expired: its identity.pem at 2029-02-28T12:02:00Z") {
                $0.host.pass(days: 3 * 366)
            },
        ])
    func `which is refused where that one is of no use, and nothing changes:`(_ refused: RefusedOperation) throws {
        try refused.check { _ = try Rollback($0.installation).perform(to: 1) }
    }

    @Test func `which is refused where there is no such generation`() throws {
        let before = server.tree
        let error = #expect(throws: OperationError.self) { try rollBack(to: 9) }
        #expect(error?.kind == "no-such-generation")
        #expect(error?.problem == "the store \"\(server.store.layout.folder)\" has no generation \"9\"")
        #expect(server.tree == before)
    }

    @Test func `and stays where it was when the journal cannot be written`() throws {
        unlink(server.store.layout.journal)
        mkdir(server.store.layout.journal, 0o700)
        let before = server.tree
        let error = #expect(throws: OperationError.self) { try rollBack() }
        #expect(error?.kind == "damaged")
        #expect(server.tree == before)
        #expect(try server.store.liveNumber() == 2)
    }
}
