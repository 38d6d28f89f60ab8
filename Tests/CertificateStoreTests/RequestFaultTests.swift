import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("A store of requests under faults")
struct RequestFaultTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
    }

    /// What a run leaves that has not ended well.
    private var leftOver: [String] {
        Tree(folder.store).entries.keys.filter { $0.contains("/.") || $0.hasPrefix(".live") }
    }

    /// Kills a run at a step; the count is that of the step's calls.
    private func die(_ action: String, at step: String) throws {
        let probe = try ProbeProcess(["die-requesting", folder.store, "\(action):\(step)"])
        #expect(probe.status() == -SIGKILL)
    }

    private func failing(at step: RequestStep) -> Store {
        var failing = store
        failing.atRequestStep = { (reached) throws(StoreError) in
            if reached == step { throw .unusableName("here") }
        }
        return failing
    }

    @Test(arguments: RequestStep.making, ["", "generation", "request"])
    func `is byte for byte as it was after a failure at`(_ step: RequestStep, _ before: String) throws {
        if before == "generation" { try Fixtures.commit(store, "first") }
        if before == "request" { try Fixtures.addRequest(store, "first") }
        let tree = Tree(folder.path)
        #expect(throws: StoreError.unusableName("here")) { try Fixtures.addRequest(failing(at: step), "second") }
        #expect(Tree(folder.path).differences(from: tree) == [])
        #expect(try Fixtures.addRequest(store, "third") == (before == "request" ? 2 : 1))
    }

    @Test(arguments: [RequestStep.setAside, .dropJournaled], [false, true])
    func `is byte for byte as it was after a failure to drop at`(_ step: RequestStep, _ hasJournal: Bool) throws {
        try Fixtures.addRequest(store, "first")
        if !hasJournal { unlink(store.layout.journal) }
        try store.withLock { _ in }
        let tree = Tree(folder.path)
        #expect(throws: StoreError.unusableName("here")) { try Fixtures.dropRequest(failing(at: step), 1) }
        #expect(Tree(folder.path).differences(from: tree) == [])
        try Fixtures.dropRequest(store, 1)
        #expect(try store.requestNumbers() == [])
    }

    @Test(arguments: RequestStep.making, [false, true])
    func `has the whole request or none after a death at`(_ step: RequestStep, _ hasHistory: Bool) throws {
        if hasHistory { try Fixtures.addRequest(store, "first") }
        let old = hasHistory ? [1] : []
        let isWhole = step == .numbered || step == .journaled
        let expected = isWhole ? old + [old.count + 1] : old
        try die("make", at: step.rawValue)
        #expect(try Fixtures.checkRequests(store) == expected)
        try store.withLock { _ in }
        #expect(try Fixtures.checkRequests(store) == expected)
        #expect(leftOver == [])
        #expect(try store.journal().entries.map(\.request) == expected)
        #expect(try store.journal().entries.allSatisfy { $0.result == JournalEntry.requested })
        #expect(try Fixtures.addRequest(store, "after") == expected.count + 1)
    }

    @Test(arguments: [RequestStep.setAside, .dropJournaled, .removed])
    func `has the request or its end in the journal after a death while it is dropped at`(_ step: RequestStep) throws {
        try Fixtures.addRequest(store, "first")
        try Fixtures.addRequest(store, "second")
        try die("drop", at: step.rawValue)
        // At no moment is there half of it.
        #expect(try Fixtures.checkRequests(store) == [2])
        try store.withLock { _ in }
        let isDropped = step != .setAside
        #expect(try Fixtures.checkRequests(store) == (isDropped ? [2] : [1, 2]))
        #expect(leftOver == [])
        let results = try store.journal().entries.map(\.result)
        #expect(results.contains(JournalEntry.dropped) == isDropped)
        #expect(try Fixtures.addRequest(store, "after") == 3)
    }

    @Test(
        arguments: CommitStep.allCases.map(\.rawValue) + [RequestStep.setAside.rawValue, RequestStep.removed.rawValue])
    func `has the request until its generation is live after a death at`(_ step: String) throws {
        try Fixtures.addRequest(store, "first")
        try die("answer", at: step)
        let isLive =
            ["switched", "trustedInstalled", "journaled"].contains(step) || RequestStep(rawValue: step) == .setAside
            || step == "removed"
        #expect(try Fixtures.checkWhole(store) == (isLive ? 1 : nil))
        try store.withLock { _ in }
        #expect(try Fixtures.checkWhole(store) == (isLive ? 1 : nil))
        #expect(try Fixtures.checkRequests(store) == (isLive ? [] : [1]))
        #expect(leftOver == [])
        let entries = try store.journal().entries
        #expect(entries.map(\.request) == (isLive ? [1, 1] : [1]))
        #expect(entries.compactMap(\.generation) == (isLive ? [1] : []))
        #expect(try Fixtures.addRequest(store, "after") == 2)
    }

    @Test func `keeps the generation where the request cannot be removed, and removes it with the next run`() throws {
        try Fixtures.addRequest(store, "first")
        #expect(try Fixtures.complete(failing(at: .setAside), "answer", 1) == 1)
        #expect(try Fixtures.checkWhole(store) == 1)
        try store.withLock { _ in }
        #expect(try store.requestNumbers() == [] && leftOver == [])
    }

    @Test func `gives a request back its number where the journal was lost while it was dropped`() throws {
        try Fixtures.addRequest(store, "first")
        try die("drop", at: RequestStep.dropJournaled.rawValue)
        unlink(store.layout.journal)
        try store.withLock { _ in }
        #expect(try Fixtures.checkRequests(store) == [1])
    }

    @Test func `survives being killed at any moment`() throws {
        var last = 0
        for round in 0..<30 {
            let probe = try ProbeProcess(["request-loop", folder.store])
            var told = last
            for _ in 0...(round % 4) { told = try #require(probe.line().flatMap { Int($0) }) }
            // Not a wait for anything: the moment is what is tried, and it is spread over the next runs.
            usleep(UInt32(round % 15) * 700)
            probe.kill()
            told = probe.lines().last.flatMap { Int($0) } ?? told
            #expect(probe.status() == -SIGKILL)
            _ = (try Fixtures.checkRequests(store), try Fixtures.checkWhole(store, last: 3))
            try store.withLock { _ in }
            _ = (try Fixtures.checkRequests(store), try Fixtures.checkWhole(store, last: 3))
            #expect(leftOver == [])
            last = try Fixtures.addRequest(store, "round\(round)")
            #expect(last == told + 1 || last == told + 2)
        }
        // What the journal tells is what there is: made, and neither dropped nor answered.
        let entries = try store.journal().entries
        let made = entries.filter { $0.result == JournalEntry.requested }.compactMap(\.request)
        let gone = entries.filter { $0.result != JournalEntry.requested }.compactMap(\.request)
        #expect(made == Array(1...last))
        #expect(try store.requestNumbers() == Set(made).subtracting(gone).sorted())
    }
}
