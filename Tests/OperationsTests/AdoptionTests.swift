import CertificateEngine
import CertificateModel
import CertificateStore
import FoundationEssentials
import Glibc
import StoreFixtures
import Synchronization
import Testing
import WorldFixtures

@testable import Operations

@Suite("An adoption makes a store one of this machine")
struct AdoptionTests {
    private let server: TestServer

    init() throws {
        server = try TestServer.ignited()
        try server.regenerate()
    }

    /// Makes a folder of the link to the live generation, as a copy does that follows links.
    private static func follow(_ server: TestServer) throws {
        let live = server.store.layout.live
        let number = try #require(try server.store.liveNumber())
        unlink(live)
        try FileManager.default.copyItem(atPath: server.store.layout.generation(number), toPath: live)
    }

    private static func move(_ server: TestServer) {
        server.host.with { $0.machineID = "fedcba9876543210fedcba9876543210" }
    }

    private func adopt() throws -> Adoption.Result { try Adoption(server.installation).perform() }

    @Test func `that it was moved to, and the journal tells; a second one changes nothing`() throws {
        Self.move(server)
        #expect(try server.state().status.lines.map(\.subject) == ["identity", "root", "names", "machine"])
        let result = try adopt()
        #expect(result == .init(generation: 2, isLinkedAgain: false, isNoted: true))
        #expect(try server.state().status.severity == .ok)
        let entry = try #require(try server.journal().last)
        #expect(entry.result == JournalEntry.adopted && entry.command == "adopt" && entry.generation == 2)
        #expect(entry.reason == "the machine was another, or not noted")
        let before = server.tree
        #expect(try !adopt().isChanged)
        #expect(server.tree == before)
    }

    @Test func `without an id has nothing to note`() throws {
        server.host.with { $0.machineID = nil }
        let before = server.tree
        #expect(try !adopt().isChanged)
        #expect(server.tree == before)
    }

    @Test func `and mends a live link that came back as a folder`() throws {
        let before = server.tree.without("journal.jsonl")
        try Self.follow(server)
        let result = try adopt()
        #expect(result == .init(generation: 2, isLinkedAgain: true, isNoted: false))
        #expect(server.tree.without("journal.jsonl").differences(from: before) == [])
        #expect(try server.journal().last?.reason == "\"live\" was a folder")
        #expect(try !adopt().isChanged)
        #expect(try server.regenerate() == 3)
    }

    @Test func `also where the generation was not the last, and its root's key is elsewhere`() throws {
        unlink("\(server.store.layout.generation(1))/root.key")
        let link = server.store.layout.live
        unlink(link)
        symlink("generations/000001", link)
        try Self.follow(server)
        Self.move(server)
        #expect(try adopt() == .init(generation: 1, isLinkedAgain: true, isNoted: true))
        #expect(try server.store.liveNumber() == 1)
    }

    private static func folder(
        _ kind: String, _ problem: String, _ change: @escaping @Sendable (TestServer) throws -> Void
    ) -> RefusedOperation {
        RefusedOperation(kind: kind, problem: problem) {
            try $0.regenerate()
            try follow($0)
            try change($0)
        }
    }

    private static let unknown = "\"STORE/live\" is not a copy of a generation"

    static let refusals: [RefusedOperation] = [
        .notIgnited, .noneLive, .held,
        folder("unknown-live", unknown) { try $0.write("other\n", to: "store/live/fullchain.pem") },
        folder("unknown-live", unknown) { try $0.write("more\n", to: "store/live/more") },
        folder("unknown-live", unknown) { unlink("\($0.store.layout.live)/manifest.json") },
        folder("unknown-live", unknown) { try $0.write("{}", to: "store/live/manifest.json") },
        folder("unknown-live", unknown) { mkdir("\($0.store.layout.live)/folder", 0o700) },
        folder("unknown-live", unknown) {
            try FileManager.default.removeItem(atPath: $0.store.layout.generation(2))
        },
        folder("unknown-live", unknown) {
            try $0.write("other\n", to: "store/generations/000002/fullchain.pem")
        },
        folder("damaged", "\"STORE/generations/000002/chain.pem\" is damaged: ") {
            unlink("\($0.store.layout.live)/chain.pem")
            try $0.write("other\n", to: "store/generations/000002/chain.pem")
        },
        RefusedOperation(kind: "unknown-live", problem: unknown) {
            unlink($0.store.layout.live)
            try $0.write("generations/000001", to: "store/live")
        },
        RefusedOperation(kind: "unknown-live", problem: unknown) {
            unlink($0.store.layout.live)
            symlink("/etc", $0.store.layout.live)
        },
    ]

    @Test(arguments: refusals)
    func `unless it cannot be told which generation that is, and nothing changes:`(_ refused: RefusedOperation) throws {
        try refused.check { _ = try Adoption($0.installation).perform() }
    }

    /// What is refused while a folder is in the place of the link.
    @Test func `which everything else asks for that needs the live generation, and nothing changes`() throws {
        try Self.follow(server)
        let before = server.tree
        for operation in [
            { _ = try server.state() }, { try server.regenerate() },
            { _ = try Rollback(server.installation).perform() },
            { try server.ignite() },
            {
                let ignition = Ignition(server.installation, command: "ignite", mayReplace: true)
                let prepared = try ignition.prepare(
                    try server.usualAnswers(), server.host.world.facts(), keys: .init())
                _ = try ignition.commit(prepared)
            },
        ] {
            let error = #expect(throws: OperationError.self) { try operation() }
            #expect(
                error?.problem
                    == "\"\(server.store.layout.live)\" is damaged: it is a folder, not a link to a generation")
            #expect(error?.hint == "make one of its generations live again")
            #expect(server.tree == before)
        }
        #expect(try History(server.installation).entries().map(\.isLive) == [false, false])
    }

    @Test(arguments: [1, 2])
    func `or a rollback to a generation that is named does it, and forgets nothing`(_ number: Int) throws {
        try Self.follow(server)
        let went = try #require(try Rollback(server.installation).perform(to: number))
        #expect(went == (nil, number))
        #expect(try server.store.liveNumber() == number)
        #expect(try server.regenerate() == 3)
        #expect(!server.tree.entries.keys.contains { $0.hasPrefix("live-") || $0.hasPrefix(".live") })

        // What no generation has is kept.
        for name in ["live-kept-1", "live-kept-2"] {
            try Self.follow(server)
            try server.write(name, to: "store/live/note")
            let folder = Tree(server.store.layout.live)
            _ = try Rollback(server.installation).perform(to: 3)
            #expect(Tree("\(server.folder)/store/\(name)") == folder)
        }
        unlink(server.store.layout.live)
        symlink("/etc", server.store.layout.live)
        _ = try Rollback(server.installation).perform(to: 2)
        #expect(server.tree.entries["live-kept-3"] == "l /etc")
        #expect(try server.state().generation == 2)
    }

    @Test func `also of a copy that was made while a run had not put its links away`() throws {
        try Self.follow(server)
        for name in [".live-previous", ".live-rollback", ".live-commit"] {
            try FileManager.default.copyItem(
                atPath: server.store.layout.generation(1), toPath: "\(server.folder)/store/\(name)")
        }
        #expect(try adopt().isLinkedAgain)
        #expect(!server.tree.entries.keys.contains { $0.hasPrefix(".live") })
        #expect(try server.store.generations() == [1, 2])
    }

    /// An installation in whose store two names change places in one step, or do not.
    private func installation(exchanging: Bool) -> Installation {
        var installation = server.installation
        installation.store.exchangesNames = exchanging
        return installation
    }

    private static let operations: [@Sendable (Installation) throws -> Void] = [
        { _ = try Adoption($0).perform() }, { _ = try Rollback($0).perform(to: 1) },
    ]

    @Test(arguments: operations.indices, [true, false])
    func `or not, where the disk fails at a step: then nothing was changed`(_ operation: Int, _ exchanging: Bool) throws
    {
        try Self.follow(server)
        Self.move(server)
        let before = server.tree
        for step in LiveStep.allCases where ![.dropped, .settled].contains(step) {
            if exchanging && step == .setAside || operation == 1 && step == .noted { continue }
            var installation = installation(exchanging: exchanging)
            installation.store.atLiveStep = { (reached) throws(StoreError) in
                if reached == step { throw StoreError.unusableName("here") }
            }
            let error = #expect(throws: OperationError.self) { try Self.operations[operation](installation) }
            #expect(error?.kind == "unusable-name", "\(step)")
            #expect(server.tree.differences(from: before) == [], "\(step)")
        }
    }

    @Test(arguments: operations.indices, [true, false])
    func `whole or not at all, if the run dies at a step, and the next run ends it`(
        _ operation: Int, _ exchanging: Bool
    ) throws {
        try Self.follow(server)
        Self.move(server)
        let moments = Mutex<[(step: LiveStep, folder: String)]>([])
        var installation = installation(exchanging: exchanging)
        let server = server
        installation.store.atLiveStep = { (step) throws(StoreError) in
            moments.withLock { moments in
                guard let copy = try? server.copy(named: "moment-\(moments.count)") else { return }
                moments.append((step, copy))
            }
        }
        try Self.operations[operation](installation)
        let all = moments.withLock(\.self)
        #expect(all.count == LiveStep.allCases.count - (exchanging ? 1 : 0) - operation)
        for (step, folder) in all {
            let left = server.host.installation(in: folder)
            let live = "\(folder)/store/live"
            // Servers find every file at each moment, but where two names cannot change places in one step.
            if step == .setAside {
                #expect(Tree(live).entries.isEmpty && Tree("\(folder)/store/.live-aside").entries.count > 7)
            } else {
                #expect(!Tree.contents("\(live)/fullchain.pem").isEmpty, "\(step)")
            }
            // The next run of anything puts right what it can.
            try left.store.withLock { _ in }
            let hidden = Tree("\(folder)/store").entries.keys.filter { $0.hasPrefix(".") && $0 != "." }
            #expect(hidden == [], "\(step)")
            if [.linkMade, .setAside].contains(step) {
                #expect(Tree(live).entries["."] == "d700", "\(step)")
            } else {
                #expect(try left.store.liveNumber() == (operation == 0 ? 2 : 1), "\(step)")
            }
            try Self.operations[operation](left)
            _ = try Adoption(left).perform()
            #expect(try left.store.liveNumber() == (operation == 0 ? 2 : 1), "\(step)")
            #expect(try ServerInspection(left).state(asksEndpoints: false).state.status.severity == .ok, "\(step)")
            for number in 1...2 { try left.store.generation(number).verifyFiles() }
            #expect(Tree("\(folder)/store").entries.keys.filter { $0.contains("live-") } == [], "\(step)")
            #expect(try !Adoption(left).perform().isChanged, "\(step)")
        }
    }
}
