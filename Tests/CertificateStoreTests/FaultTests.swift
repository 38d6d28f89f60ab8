import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("A store under faults")
struct FaultTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
    }

    @Test(arguments: CommitStep.allCases, [false, true])
    func `is byte for byte as it was after a failure at`(_ step: CommitStep, _ hasHistory: Bool) throws {
        if hasHistory { try Fixtures.commit(store, "first") }
        let before = Tree(folder.path)
        var failing = store
        failing.atStep = { if $0 == step { throw FixtureFailure("here") } }
        #expect(throws: FixtureFailure.self) { try Fixtures.commit(failing, "second") }
        #expect(Tree(folder.path).differences(from: before) == [])
        #expect(try Fixtures.commit(store, "third") == (hasHistory ? 2 : 1))
        #expect(try Fixtures.checkWhole(store) == (hasHistory ? 2 : 1))
    }

    @Test(arguments: CommitStep.allCases, [false, true])
    func `is at one whole generation or another after a death at`(_ step: CommitStep, _ hasHistory: Bool) throws {
        if hasHistory { try Fixtures.commit(store, "first") }
        let old = hasHistory ? 1 : 0
        let isLive = [.switched, .trustedInstalled, .journaled].contains(step)
        let probe = try ProbeProcess(["die", folder.store, step.rawValue])
        #expect(probe.status() == -SIGKILL)
        #expect(try Fixtures.checkWhole(store) ?? 0 == (isLive ? old + 1 : old))

        // The next run puts everything right before it does anything else.
        try store.withLock { _ in }
        #expect(try Fixtures.checkWhole(store) ?? 0 == (isLive ? old + 1 : old))
        let numbers = Array(1..<(isLive ? old + 2 : old + 1))
        #expect(try store.generations() == numbers)
        let leftOver = Tree(folder.store).entries.keys.filter { $0.contains("/.") || $0.hasPrefix(".live") }
        #expect(leftOver == [])
        #expect(try store.trustedCertificates().contains(Fixtures.trusted("dead")) == isLive)
        #expect(try store.journal().entries.compactMap(\.generation) == numbers)
        #expect(try Fixtures.commit(store, "after") == (isLive ? old + 2 : old + 1))
        #expect(try Fixtures.checkWhole(store) == (isLive ? old + 2 : old + 1))
    }

    @Test func `survives being killed at any moment`() throws {
        var last = 0
        for round in 0..<60 {
            let probe = try ProbeProcess(["loop", folder.store])
            var told = last
            for _ in 0...(round % 3) { told = try #require(probe.line().flatMap { Int($0) }) }
            // Not a wait for anything: the moment is what is tried, and it is spread over the next commits.
            usleep(UInt32(round % 20) * 700)
            probe.kill()
            told = probe.lines().last.flatMap { Int($0) } ?? told
            #expect(probe.status() == -SIGKILL)
            let live = try #require(try Fixtures.checkWhole(store, last: 3))
            #expect(live == told || live == told + 1)
            last = try Fixtures.commit(store, "round\(round)")
            #expect(try Fixtures.checkWhole(store, last: 3) == last)
            let leftOver = Tree(folder.store).entries.keys.filter { $0.contains("/.") || $0.hasPrefix(".live") }
            #expect(leftOver == [])
        }
        #expect(try Fixtures.checkWhole(store) == last)
        let journal = try store.journal()
        #expect(journal.entries.compactMap(\.generation) == Array(1...last))
    }

    @Test(arguments: ["bytes", "inodes"], [("full", 10), ("full-requests", 6)])
    func `is as it was when the disk runs full of`(_ limit: String, _ run: (name: String, least: Int)) throws {
        let probe = try ProbeProcess.withOwnMounts([run.name, folder.path, limit])
        let lines = probe.lines()
        #expect(probe.status() == 0, "\(lines)")
        let words = try #require(lines.last).split(separator: " ").compactMap { Int($0) }
        #expect(words.count == 2 && words[0] >= run.least && words[1] >= 2, "\(lines)")
    }

    @Test func `takes a journal line back that could be written in part only`() throws {
        let probe = try ProbeProcess(["short-journal", folder.store])
        #expect(
            probe.lines() == ["no-space: cannot write \"\(folder.store)/journal.jsonl\": file too large", "unchanged"])
        #expect(probe.status() == 0)
    }

    @Test func `stays readable on a file system that became read-only`() throws {
        let probe = try ProbeProcess.withOwnMounts(["read-only", folder.path])
        let lines = probe.lines()
        #expect(probe.status() == 0, "\(lines)")
        #expect(
            lines == [
                "failed: cannot lock \"\(folder.path)/store/lock\": read-only file system",
                "failed: cannot create the folder \"\(folder.path)/another\": read-only file system",
                "live 1",
            ])
    }

    @Test(arguments: ["000", "022", "027", "077"])
    func `gives every file its final mode from the moment it exists under the umask`(_ mask: String) throws {
        let probe = try ProbeProcess(["modes", folder.store, mask])
        var modes: [String: Set<String>] = [:]
        for line in probe.lines() {
            let words = line.split(separator: " ").map(String.init)
            modes[words[0], default: []].insert(words[1])
        }
        #expect(probe.status() == 0)
        #expect(modes.count > 35)
        for (path, seen) in modes {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let isOpen =
                [".pem", ".json"].contains { name.hasSuffix($0) } || ["README", "serials"].contains(name)
            let expected: String
            if path.contains("live") {
                expected = "l"
            } else if [".", "generations", "requests", "trusted"].contains(name) || name.hasSuffix("000001") {
                expected = "d700"
            } else {
                expected = isOpen ? "f644" : "f600"
            }
            #expect(seen == [expected], "\(path)")
        }
    }
}
