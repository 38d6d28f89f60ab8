import CertificateEngine
import CertificateModel
import CertificateStore
import FoundationEssentials
import Glibc
import Operations
import StoreFixtures
import Testing
import WorldFixtures

@Suite("Copies of a store")
struct CopyTests {
    private let server: TestServer

    init() throws { server = try TestServer.ignited() }

    /// A host like that of the server, which has this id.
    private func host(_ machineID: String?) -> TestHost {
        let host = TestHost(now: server.host.with(\.now))
        host.with { $0.machineID = machineID }
        return host
    }

    private func renew(_ installation: Installation) throws {
        let state = try ServerInspection(installation).state(asksEndpoints: false).state
        let result = try Renewal(installation, isForced: true).run(state, isDryRun: false)
        try #require(result.generation != nil)
    }

    private func machine(_ installation: Installation) throws -> ServerStatus.Line? {
        try ServerInspection(installation).state(asksEndpoints: false).state.status.lines.first {
            $0.subject == "machine"
        }
    }

    /// Holds every certificate of these stores to having a number of its own.
    private func checkNumbers(_ stores: [Store]) throws {
        let issued = IssuedCertificates()
        for store in stores {
            for number in try store.generations() { issued.add(try store.generation(number)) }
        }
        #expect(issued.numbers == issued.count && issued.rootKeys == 1)
    }

    private static let ids = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"]

    @Test(
        arguments: [
            [ids[0], ids[0]], [ids[1], ids[0]], ids, ["fedcba98765432100123456789abcdef", ids[1]], [nil, nil],
        ] as [[String?]])
    func `of two clones give no number twice, and those on another machine warn, with whatever id:`(
        _ machines: [String?]
    ) throws {
        let clones = try machines.enumerated().map { index, machine in
            host(machine).installation(in: try server.copy(named: "clone-\(index)"))
        }
        let notes = clones.map { Tree.contents($0.store.layout.machine) }
        for _ in 1...4 { for clone in clones { try renew(clone) } }
        try checkNumbers(clones.map(\.store))
        for (index, clone) in clones.enumerated() {
            #expect(try clone.store.generations() == Array(1...5))
            let line = try machine(clone)
            // Nothing stops for it, and no renewal silences it.
            if [nil, Self.ids[0]].contains(machines[index]) {
                #expect(line == nil)
            } else {
                #expect(line?.severity == .warning && line?.text == "the store is of another machine")
                #expect(line?.remedy == .adopt(isImported: false))
            }
            #expect(Tree.contents(clone.store.layout.machine) == notes[index])
        }
    }

    @Test func `that are backups, restored after five renewals, give none of their numbers again`() throws {
        let backup = server.host.installation(in: try server.copy(named: "backup"))
        for _ in 1...5 { try server.renew(isForced: true) }
        for _ in 1...5 { try renew(backup) }
        try checkNumbers([server.store, backup.store])
    }

    @Test func `take part in a new root with the old key, whose numbers go on in steps, and in none with a new key`()
        throws
    {
        let backup = server.host.installation(in: try server.copy(named: "backup"))
        let last = try server.certificate("identity.pem").serial.value
        for installation in [server.installation, backup] {
            _ = try Regeneration(installation, RegenerationChoice(.root), command: "regenerate").run()
        }
        try checkNumbers([server.store, backup.store])
        let root = try server.certificate("root.pem").serial.value
        #expect(last?.isStep(before: root) == true)
        #expect(root?.isStep(before: try server.certificate("identity.pem").serial.value) == true)
        try server.regenerate(.root, keepsKey: false)
        #expect(
            try server.certificate("root.pem").serial.value?.next == server.certificate("identity.pem").serial.value)
        try server.regenerate()
    }

    @Test func `note their machine at the next write where they note none, as of a store from before`() throws {
        let note = server.store.layout.machine
        let written = Tree.contents(note)
        #expect(written.wholeMatch(of: /[0-9a-f]{64}\n/) != nil && !written.contains(Self.ids[0]))
        unlink(note)
        // What a run leaves that dies while it notes it.
        try server.write("0123", to: "store/.machine-new")
        #expect(try server.state().status.severity == .ok)
        let before = server.tree
        #expect(throws: OperationError.self) { try Rollback(server.installation).perform(to: 9) }
        #expect(server.tree == before)
        try server.regenerate()
        #expect(Tree.contents(note) == written && server.tree.entries[".machine-new"] == nil)
        #expect(Tree(note).entries["."]?.hasPrefix("f600 ") == true)
    }

    @Test func `are of this machine once they are ignited on it, and not while they keep one of the keys`() throws {
        let clone = host(Self.ids[1]).installation(in: try server.copy(named: "clone"))
        for subject in [RegenerationChoice.Subject.root, .identity] {
            _ = try Regeneration(clone, RegenerationChoice(subject, keepsKey: false), command: "regenerate").run()
            #expect(try machine(clone) != nil)
        }
        let ignition = Ignition(clone, command: "ignite", mayReplace: true)
        let facts = clone.world.facts()
        let prepared = try ignition.prepare(try clone.defaultAnswers(), facts, keys: .init())
        _ = try ignition.commit(prepared)
        #expect(try machine(clone) == nil)
    }

    @Test func `warn whatever the note says that is not this machine's`() throws {
        for text in ["", "x\n", "\u{1B}[2J"] {
            try server.write(text, to: "store/machine")
            #expect(try machine(server.installation) != nil)
        }
        unlink(server.store.layout.machine)
        symlink("/etc/hostname", server.store.layout.machine)
        #expect(try machine(server.installation) != nil)
        #expect(try Adoption(server.installation).perform().isNoted)
        #expect(try machine(server.installation) == nil)
    }
}
