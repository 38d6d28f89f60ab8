import Glibc
import Testing
import Threads

@Suite("A deadline")
struct DeadlineTests {
    @Test(arguments: Lengths.none)
    func `has passed where no time is given`(_ duration: Duration) {
        let deadline = Deadline(after: duration)
        #expect(deadline.hasPassed)
        #expect(deadline.remaining == .zero)
    }

    @Test(arguments: Lengths.long)
    func `is as far away as was given, and a century at most`(_ duration: Duration) {
        let deadline = Deadline(after: duration)
        let most = min(duration, .seconds(36_525 * 86_400))
        #expect(!deadline.hasPassed)
        #expect((most - .seconds(30)...most).contains(deadline.remaining))
    }

    @Test func `ends the wait for a descriptor that nothing comes from`() throws {
        let pipe = try WakePipe()
        let deadline = Deadline(after: .milliseconds(30))
        #expect(!deadline.wait(for: Int32(POLLIN), on: pipe.readEnd))
        #expect(deadline.hasPassed)
    }

    @Test(arguments: Lengths.none + Lengths.long)
    func `lets a descriptor that is ready be taken, also when it has passed`(_ duration: Duration) throws {
        let pipe = try WakePipe()
        pipe.wake()
        #expect(Deadline(after: duration).wait(for: Int32(POLLIN), on: pipe.readEnd))
    }
}
