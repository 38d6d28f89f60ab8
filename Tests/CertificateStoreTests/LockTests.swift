import CertificateModel
import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("The lock")
struct LockTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
    }

    @Test func `of another process is refused at once, with its process id`() throws {
        try Fixtures.commit(store, "one")
        let probe = try ProbeProcess(["hold", folder.store])
        #expect(probe.line() == "held")
        let before = Tree(folder.path)
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(store, "two") }
        #expect(error == .held(path: folder.store, process: probe.process))
        #expect(error?.problem == "another run (process \(probe.process)) is changing the store \"\(folder.store)\"")
        #expect(Tree(folder.path) == before)
        // Reading needs no lock.
        #expect(try Fixtures.checkWhole(store) == 1)
        probe.endInput()
        #expect(probe.status() == 0)
        #expect(try Fixtures.commit(store, "three") == 2)
    }

    @Test func `goes with the process that held it, however it ends`() throws {
        let probe = try ProbeProcess(["hold", folder.store])
        #expect(probe.line() == "held")
        probe.kill()
        #expect(probe.status() == -SIGKILL)
        #expect(try Fixtures.commit(store, "one") == 1)
    }

    @Test func `keeps a second writer of the same process out as well`() throws {
        try store.withLock { (_) -> Void in
            #expect(throws: StoreError.held(path: folder.store, process: getpid())) {
                try store.withLock { _ in }
            }
        }
    }

    @Test func `lets one of many writers in at a time, and loses no generation`() async throws {
        let numbers = try await withThrowingTaskGroup(of: [Int].self) { group in
            for writer in 0..<4 {
                group.addTask { [store] in
                    var numbers: [Int] = []
                    while numbers.count < 8 {
                        do {
                            numbers.append(try Fixtures.commit(store, "writer\(writer)round\(numbers.count)"))
                        } catch StoreError.held {
                            await Task.yield()
                        }
                    }
                    return numbers
                }
            }
            return try await group.reduce([], +)
        }
        #expect(numbers.sorted() == Array(1...32))
        #expect(try Fixtures.checkWhole(store) == 32)
    }

    @Test func `is taken again where another file took the place of the one that was opened`() throws {
        try Fixtures.commit(store, "one")
        var disturbed = store
        let path = store.layout.lock
        let once = Countdown(1)
        disturbed.whenLockIsOpen = {
            guard once.ends() else { return }
            unlink(path)
            try? Tree.write("", to: path)
        }
        try disturbed.withLock { (_) -> Void in
            #expect(throws: StoreError.held(path: folder.store, process: getpid())) {
                try store.withLock { _ in }
            }
        }
    }

    @Test func `never belongs to a run whose store another has just removed`() async throws {
        // Each run makes the store and takes it away again, under the feet of the one that is about to lock it.
        let refused = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask { [store] in
                    var refused = 0
                    while refused < 300 {
                        do {
                            try store.withLock { writer in
                                try writer.reserve(root: Fixtures.root, next: 7)
                                throw FixtureFailure("refused")
                            }
                        } catch is FixtureFailure {
                            refused += 1
                        } catch StoreError.held {
                            await Task.yield()
                        }
                    }
                    return refused
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(refused == 1_200)
        #expect(Tree(folder.store).entries.count <= 1, "\(Tree(folder.store))")
    }
}
