import CertificateEngine
import CertificateModel
import CertificateStore
import FoundationEssentials
import Glibc
import Operations
import StoreFixtures
import Synchronization
import Testing
import WorldFixtures

/// What becomes of a store where the run that writes to it dies, or fails, at any step.
enum InterruptedCommits {
    /// Lets an operation that commits run once, and looks at the disk as it is at each of its steps: what a run leaves that dies
    /// there. The store is at the generation before or at the new one, whole; the next run puts it right, and issues a
    /// certificate with a number that no other has.
    static func check(_ server: TestServer, operation: (Installation) throws -> Void) throws {
        let before = try #require(try server.store.liveNumber())
        let moments = Mutex<[(step: CommitStep, folder: String)]>([])
        var installation = server.installation
        installation.store.atStep = { step in
            try moments.withLock { moments in
                moments.append((step, try server.copy(named: "moment-\(moments.count)")))
            }
        }
        try operation(installation)
        let after = try #require(try server.store.liveNumber())
        try #require(after > before)
        let all = moments.withLock(\.self)
        #expect(Set(all.map(\.step)) == Set(CommitStep.allCases))
        for (step, folder) in all {
            let isNew = [.switched, .trustedInstalled, .journaled].contains(step)
            try check(server.host.installation(in: folder), isNew ? after : before, from: before, at: step)
        }
    }

    private static func check(
        _ installation: Installation, _ live: Int, from before: Int, at step: CommitStep
    ) throws {
        let store = installation.store
        #expect(try store.liveNumber() == live, "\(step)")
        #expect(try store.generations() == Array(1...live), "\(step)")
        try whole(live, in: store)
        // The same once more, by whoever comes next.
        let next = try Regeneration(
            installation, RegenerationChoice(.identity, keepsKey: true), command: "regenerate"
        ).run().generation
        #expect(next == live + 1, "\(step)")
        try whole(next, in: store)
        let generations = try store.generations()
        #expect(generations == Array(1...next), "\(step)")
        let committed = try store.journal().entries.filter { $0.result == JournalEntry.committed }
        #expect(committed.compactMap(\.generation) == generations, "\(step)")
        let issued = IssuedCertificates()
        for generation in generations { issued.add(try store.generation(generation)) }
        #expect(issued.numbers == issued.count, "\(step)")
        #expect(Tree(store.layout.folder).entries.keys.filter { $0.contains("/.") || $0.hasPrefix(".") } == ["."])
    }

    private static func whole(_ generation: Int, in store: Store) throws {
        let generation = try store.generation(generation)
        try generation.verifyFiles()
        try GenerationVerifier.verify(folder: generation.folder)
    }

    /// Lets the disk fail at each step of an operation that commits: it is refused so, and changes nothing, but that the
    /// serial numbers that it took stay taken.
    static func checkFailures(_ server: TestServer, operation: (Installation) throws -> Void) throws {
        let before = server.tree.without("serials")
        for step in CommitStep.allCases {
            var installation = server.installation
            installation.store.atStep = {
                guard $0 == step else { return }
                throw StoreError.unusableName("here")
            }
            let error = #expect(throws: OperationError.self) { try operation(installation) }
            #expect(error?.kind == "unusable-name", "\(step)")
            #expect(server.tree.without("serials").differences(from: before) == [], "\(step)")
        }
    }
}
