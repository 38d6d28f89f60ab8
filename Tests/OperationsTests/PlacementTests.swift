import CertificateEngine
import CertificateModel
import CertificateStore
import Glibc
import Operations
import Testing
import WorldFixtures

@Suite("The place of a store")
struct PlacementTests {
    private let server: TestServer

    init() throws { server = try TestServer.ignited() }

    private var store: String { "\(server.folder)/store" }

    private func lines() throws -> [String] {
        try server.state().status.lines.filter { $0.subject == "store" && $0.severity == .warning }.map(\.text)
    }

    /// What is warned of before new certificates are confirmed.
    private func warnings() throws -> [String] {
        try Regeneration(server.installation, RegenerationChoice(.identity, keepsKey: true), command: "regenerate")
            .prepare().confirmation.warnings
    }

    @Test(arguments: [0o777, 0o775, 0o757] as [mode_t])
    func `is told of where others can write to the folder above it, by the mode`(_ mode: mode_t) throws {
        #expect(try lines() == [])
        let before = try warnings()
        chmod(server.folder, mode)
        let sentence =
            "others can put another store in the place of \"\(store)\": the mode \(String(mode, radix: 8)) of "
            + "\"\(server.folder)\" lets others write to it"
        #expect(try lines() == [sentence])
        #expect(try warnings() == before + [sentence])
        #expect(try Request(server.installation).prepare().warnings == [sentence])
        try server.regenerate()
        #expect(try Rollback(server.installation).prepare()?.confirmation.warnings == [sentence])
        #expect(try History(server.installation).entries()[1].rollback?.warnings == [sentence])
        chmod(server.folder, mode | S_ISVTX)
        #expect(try lines() == [])
    }

    @Test func `is told of where the folder above it, or one above that, belongs to somebody else`() throws {
        guard geteuid() == 0 else { return }
        chown(server.folder, 12_345, 0)
        #expect(
            try lines() == [
                "others can put another store in the place of \"\(store)\": \"\(server.folder)\" belongs to the user "
                    + "with the id 12345"
            ])
        mkdir("\(server.folder)/deep", 0o755)
        let moved = "\(server.folder)/deep/store"
        #expect(rename(store, moved) == 0 && symlink(moved, store) == 0)
        #expect(Store(folder: moved) { _ in [] }.parentRemarks().count == 1)
    }

    @Test func `is judged before there is a store`() throws {
        let server = try TestServer()
        chmod(server.folder, 0o777)
        let ignition = Ignition(server.installation, command: "ignite")
        let warnings = try ignition.prepare(
            server.usualAnswers(), server.host.world.facts(), keys: .init()
        ).confirmation.warnings
        #expect(warnings.contains { $0.hasPrefix("others can put another store in the place of") })
    }

    @Test func `is told of where others can read the folder that is to be the store, and left as it is`() throws {
        let server = try TestServer()
        let folder = "\(server.folder)/store"
        #expect(mkdir(folder, 0o755) == 0)
        let ignition = Ignition(server.installation, command: "ignite")
        let prepared = try ignition.prepare(
            server.usualAnswers(), server.host.world.facts(), keys: .init())
        #expect(prepared.confirmation.warnings.contains("others can read the folder \"\(folder)\""))
        _ = try ignition.commit(prepared)
        var status = stat()
        #expect(stat(folder, &status) == 0 && status.st_mode & 0o7777 == 0o755)
        #expect(try server.state().status.severity == .critical)
    }
}
