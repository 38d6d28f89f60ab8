import Glibc
import Testing
import Threads

@Suite("A pipe to oneself")
struct WakePipeTests {
    @Test func `is handed on to no program, and blocks neither end`() throws {
        let pipe = try WakePipe()
        for end in [pipe.readEnd, pipe.writeEnd] {
            #expect(fcntl(end, F_GETFD) == FD_CLOEXEC)
            #expect(fcntl(end, F_GETFL) & O_NONBLOCK != 0)
        }
        #expect(pipe.drain() == [])
    }

    @Test func `gives every octet once, in order, however many there are`() throws {
        let pipe = try WakePipe()
        let octets = (0..<200).map { UInt8($0) }
        #expect(write(pipe.writeEnd, octets, octets.count) == octets.count)
        #expect(pipe.drain() == octets)
        #expect(pipe.drain() == [])
    }

    @Test func `that is full is woken all the same, and can be again`() throws {
        let pipe = try WakePipe()
        for _ in 0..<70_000 { pipe.wake() }
        #expect((1..<70_000).contains(pipe.drain().count))
        pipe.wake()
        #expect(pipe.drain().count == 1)
    }
}
