@testable import CertificateStore
import CertificateModel
import Glibc
import StoreFixtures
import Testing

@Suite("The journal")
struct JournalTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
    }

    private var path: String { store.layout.journal }
    private var parts: [String] {
        Tree.names(folder.store).filter { $0.hasPrefix("journal-") }.sorted()
    }
    private var leftOver: [String] { Tree.names(folder.store).filter { $0.hasPrefix(".") } }

    /// What readers learn from it.
    private struct Facts: Equatable {
        let handoffs: [HandoffState]
        let served: [Bool?]
        let confirmed: [Confirmed?]
        let notValidYet: [Timestamp?]
        let requests: [Int]
    }

    private func facts() throws -> Facts {
        let journal = try store.journal()
        let numbers = try store.generations()
        return Facts(
            handoffs: numbers.map(journal.handoff), served: numbers.map(journal.wasServed),
            confirmed: [false, true].flatMap { isReturn in numbers.map { journal.confirmed($0, asReturn: isReturn) } },
            notValidYet: numbers.map { journal.notValidYetFound(in: $0, at: SoftwareRelease.date) },
            requests: try Fixtures.checkRequests(store))
    }

    private func add(_ result: String, _ generation: Int, served: [String]? = nil) throws {
        var event = Fixtures.event(result, generation: generation)
        event.served = served
        try store.withLock { try $0.journal(event) }
    }

    /// A store with a history, of which the journal says something of every kind.
    private func makeHistory() throws {
        try Fixtures.addRequest(store, "waits")
        for number in 1...4 {
            try Fixtures.commit(store, "tag\(number)")
            try add(JournalEntry.notProven, number, served: ["another"])
            if number < 4 { try add(JournalEntry.deployed, number, served: ["it is served"]) }
        }
        try Fixtures.dropRequest(store, try Fixtures.addRequest(store, "dropped"))
        try add(JournalEntry.notValidYet, 2)
        try store.withLock {
            try $0.rollBack(
                to: 2, consent: Fixtures.consent(), journal: Fixtures.event(JournalEntry.rolledBack, generation: 2))
        }
        try add(JournalEntry.deployed, 2)
        _ = try store.withLock { try $0.prune(keeping: 3) }
    }

    /// Makes it long by events of a generation that is gone.
    private func lengthen(to size: Int = Journal.sizeLimit + 1) throws {
        var event = Fixtures.event(JournalEntry.notDeployed, generation: 1)
        event.reason = String(repeating: "gone ", count: 100)
        let line = try event.line(path: path)
        var before: [UInt8] = []
        while before.count < size { before += line }
        try Tree.write(String(decoding: before, as: UTF8.self) + Tree.contents(path), to: path)
    }

    @Test func `begins anew when it is long; the older part has everything, and nothing else changes`() throws {
        try makeHistory()
        try lengthen()
        let (before, known) = (Tree.contents(path), try facts())
        try add("after", 2)
        #expect(parts == ["journal-000001.jsonl"] && leftOver == [])
        #expect(Tree.contents("\(folder.store)/\(parts[0])") == before)
        #expect(Tree(folder.store).modes["journal.jsonl"] == "f600")
        #expect(Tree.contents(path).utf8.count < 10_000)
        #expect(try facts() == known)
        #expect(try store.journal().entries.last?.result == "after")
        #expect(!Tree.contents(path).contains("gone") && Tree.contents(path).split(separator: "\n").count > 10)
        #expect(try Fixtures.addRequest(store, "next") == 3)

        try lengthen()
        try store.withLock { _ in }
        #expect(parts == ["journal-000001.jsonl", "journal-000002.jsonl"])
        #expect(try facts().handoffs == known.handoffs && facts().served == known.served)
    }

    @Test func `begins anew when many generations are gone`() throws {
        for number in 1...Journal.goneLimit + 2 { try Fixtures.commit(store, "tag\(number)") }
        _ = try store.withLock { try $0.prune(keeping: 1) }
        try store.withLock { _ in }
        #expect(parts == ["journal-000001.jsonl"])
        #expect(try store.journal().entries.compactMap(\.generation) == [Journal.goneLimit + 2])
    }

    @Test(arguments: JournalStep.allCases)
    func `loses nothing after a death in the middle of a rotation, when it is`(_ step: JournalStep) throws {
        try makeHistory()
        try lengthen()
        let (before, known) = (Tree.contents(path), try facts())
        let probe = try ProbeProcess(["die-rotating", folder.store, step.rawValue])
        #expect(probe.status() == -SIGKILL)
        // Readers take no lock, and are not to wait for the next run.
        #expect(try facts() == known)
        try store.withLock { _ in }
        #expect(parts == ["journal-000001.jsonl"] && leftOver == [])
        #expect(Tree.contents("\(folder.store)/\(parts[0])") == before)
        #expect(try facts() == known)
    }

    @Test(arguments: JournalStep.allCases)
    func `loses nothing when a rotation fails, and the run goes on, where it is`(_ step: JournalStep) throws {
        try makeHistory()
        try lengthen()
        let (before, known) = (Tree.contents(path), try facts())
        var failing = store
        failing.atJournalStep = { (reached) throws(StoreError) in
            if reached == step { throw .unusableName("here") }
        }
        try failing.withLock { try $0.journal(Fixtures.event("after")) }
        #expect(leftOver == [] && parts.isEmpty == (step != .replaced))
        #expect(Tree.contents(parts.first.map { "\(folder.store)/\($0)" } ?? path).hasPrefix(before))
        #expect(try facts() == known && store.journal().entries.last?.result == "after")
    }

    @Test(arguments: ["zeros", "binary garbage", "one long line", "other lines"])
    func `stops nobody, and hides nothing, where it is as long as a disk: by`(_ content: String) throws {
        try makeHistory()
        let known = try facts()
        let file = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
        defer { close(file) }
        let own = Tree.contents(path)
        switch content {
        case "zeros": #expect(ftruncate(file, 1 << 30) == 0)
        case "binary garbage":
            var random = SystemRandomNumberGenerator()
            let bytes = (0..<(1 << 20)).map { _ in UInt8.random(in: 0...255, using: &random) }
            for _ in 0..<16 { #expect(write(file, bytes, bytes.count) == bytes.count) }
        default:
            let text = content == "one long line" ? "{\"x\": 1 " : "[1]\n"
            let bytes = Array(String(repeating: text, count: (1 << 20) / text.utf8.count).utf8)
            let count = content == "one long line" ? 64 : 2
            for _ in 0..<count { #expect(write(file, bytes, bytes.count) == bytes.count) }
        }
        #expect(try facts() == known)
        #expect(try Fixtures.commit(store, "after") == 5)
        #expect(parts == ["journal-000001.jsonl"])
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_size < own.utf8.count + 2_000)
        #expect(try facts().served.prefix(3) == known.served.prefix(3))
        try store.withLock {
            try $0.rollBack(
                to: 3, consent: Fixtures.consent(), journal: Fixtures.event(JournalEntry.rolledBack, generation: 3))
        }
        #expect(try store.journal().entries.last?.generation == 3)
    }

    @Test func `has no line that is too long to be read, whatever an event says`() throws {
        let long = String(repeating: "ü\u{202E}", count: 1_000)
        var event = Fixtures.event(JournalEntry.notDeployed, generation: 1)
        event.reason = long
        event.served = Array(repeating: long, count: 200)
        event.hooks = (0..<500).map { number in
            HookRecord(
                HookOutcome(
                    name: "\(number)", result: number == 450 ? .failed(status: 1) : .succeeded, output: "done"))
        }
        try store.withLock { try $0.journal(event) }
        #expect(Tree.contents(path).utf8.count <= JournalEntry.lineLimit)
        let read = try #require(try store.journal().entries.last)
        #expect(read.generation == 1 && read.reason?.hasSuffix("(2000 characters)") == true)
        #expect(read.served?.last == "and 190 more")
        guard case .failed(let hooks) = try store.journal().handoff(of: 1) else { throw FixtureFailure("no failure") }
        #expect(hooks.map(\.name) == ["450"])
    }

    @Test(arguments: ["lock", "journal.jsonl"], ["hard link", "symbolic link", "folder", "pipe", "device"])
    func `and the lock are files of the store alone, and nothing is written to what is there instead:`(
        _ name: String, _ kind: String
    ) throws {
        try Fixtures.commit(store, "one")
        let (place, victim) = ("\(folder.store)/\(name)", "\(folder.path)/victim")
        try Tree.write("untouched\n", to: victim)
        unlink(place)
        let reason: String
        switch kind {
        case "hard link":
            #expect(link(victim, place) == 0)
            reason = "it has another name, which may be outside the store (a hard link)"
        case "symbolic link":
            #expect(symlink(victim, place) == 0)
            reason = "it is a symbolic link"
        case "folder":
            #expect(mkdir(place, 0o700) == 0)
            reason = "it is not a file"
        case "pipe":
            #expect(mkfifo(place, 0o600) == 0)
            reason = "it is not a file"
        default:
            // Only root can make a device; a socket cannot be opened either.
            if mknod(place, S_IFCHR | 0o600, 1 << 8 | 7) != 0 { #expect(mkfifo(place, 0o600) == 0) }
            reason = "it is not a file"
        }
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(store, "two") }
        #expect(error == .damaged(path: place, reason: reason))
        #expect(error?.hint == "look at what it is, and move it out of the store: the next run makes a new one")
        if name == "journal.jsonl" { #expect(throws: StoreError.self) { try store.journal() } }
        #expect(Tree.contents(victim) == "untouched\n")
        #expect(try store.generations() == [1])
    }
}
