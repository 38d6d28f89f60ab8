import Synchronization
import Testing
import Threads

@Suite("A promise")
struct PromiseTests {
    @Test func `that was fulfilled before anybody waited gives its value at once, and again`() {
        let promise = Promise<Int>()
        promise.fulfil(7)
        #expect(promise.wait() == 7)
        #expect(promise.wait() == 7)
    }

    @Test func `that is fulfilled on another thread gives its value to the one that waits`() {
        let promise = Promise<String>()
        DetachedThread.run { promise.fulfil("made") }
        #expect(promise.wait() == "made")
    }

    @Test func `keeps its first value`() {
        let promise = Promise<Int>()
        promise.fulfil(1)
        promise.fulfil(2)
        #expect(promise.wait() == 1)
        #expect(promise.wait(for: .zero) == 1)
    }

    @Test func `of many that would fulfil it takes one, and everybody hears the same`() {
        let (promise, heard) = (Promise<Int>(), (0..<8).map { _ in Promise<Int>() })
        for (number, one) in heard.enumerated() {
            DetachedThread.run {
                promise.fulfil(number)
                one.fulfil(promise.wait())
            }
        }
        let first = promise.wait()
        #expect(heard.map { $0.wait() } == heard.map { _ in first })
    }

    @Test func `wakes all who wait for it, with a deadline or without`() {
        let promise = Promise<Int>()
        let waiters = (0..<16).map { _ in (isThere: Promise<Bool>(), heard: Promise<Int?>()) }
        for (number, waiter) in waiters.enumerated() {
            DetachedThread.run {
                waiter.isThere.fulfil(true)
                waiter.heard.fulfil(number.isMultiple(of: 2) ? promise.wait() : promise.wait(for: .seconds(60)))
            }
        }
        for waiter in waiters { _ = waiter.isThere.wait() }
        promise.fulfil(7)
        #expect(waiters.map { $0.heard.wait() } == waiters.map { _ in 7 })
    }

    @Test(arguments: Lengths.none)
    func `whose time is over has no value, unless it is there`(_ duration: Duration) {
        let promise = Promise<Int>()
        #expect(promise.wait(for: duration) == nil)
        promise.fulfil(7)
        #expect(promise.wait(for: duration) == 7)
    }

    @Test(arguments: Lengths.long)
    func `gives its value long before its time is over`(_ duration: Duration) {
        let promise = Promise<Int>()
        DetachedThread.run { promise.fulfil(7) }
        #expect(promise.wait(for: duration) == 7)
    }

    @Test func `has no value once its deadline has passed, and not before that`() {
        let deadline = Deadline(after: .milliseconds(30))
        #expect(Promise<Int>().wait(until: deadline) == nil)
        #expect(deadline.hasPassed)
    }

    @Test func `may promise that there is nothing`() {
        let promise = Promise<Int?>()
        #expect(promise.wait(for: .zero) == .none)
        promise.fulfil(nil)
        #expect(promise.wait(for: .zero) == .some(nil))
    }

    @Test func `lets its value go with its last owner`() {
        let gone = Promise<Bool>()
        var promise: Promise<Witness>? = Promise()
        promise?.fulfil(Witness(of: gone))
        #expect(gone.wait(for: .zero) == nil)
        promise = nil
        #expect(gone.wait(for: .zero) == true)
    }

    @Test func `that nobody waits for any more is fulfilled all the same, and then gone with its value`() {
        let (gone, goOn) = (Promise<Bool>(), Promise<Bool>())
        do {
            let promise = Promise<Witness>()
            DetachedThread.run {
                _ = goOn.wait()
                promise.fulfil(Witness(of: gone))
            }
            #expect(promise.wait(for: .zero) == nil)
        }
        goOn.fulfil(true)
        #expect(gone.wait())
    }

    /// Tells when it is gone.
    private final class Witness: Sendable {
        private let gone: Promise<Bool>
        init(of gone: Promise<Bool>) { self.gone = gone }
        deinit { gone.fulfil(true) }
    }
}
