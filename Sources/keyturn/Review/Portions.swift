import Threads
import Glibc
import Host
import Terminal

/// Work on many things at once: in portions, on as many threads as there are processors, with the results in order.
enum Portions {
    /// Hands every portion's result to `each`, in order; no more than a few portions are ahead of it.
    static func of<Result: Sendable>(
        _ count: Int, size: Int, _ work: @escaping @Sendable (Range<Int>) -> Result,
        each: (Result) throws -> Void
    ) throws {
        let portions = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
        let mailbox = try Mailbox<(number: Int, result: Result)>()
        let poller = Poller(mailbox: mailbox.fileDescriptor)
        let most = max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
        var (next, done) = (0, 0)
        var waiting: [Int: Result] = [:]
        while done < portions.count {
            while next < portions.count, next - done < 2 * most {
                let (number, range) = (next, portions[next])
                DetachedThread.run { mailbox.post((number, work(range))) }
                next += 1
            }
            if let result = waiting.removeValue(forKey: done) {
                try each(result)
                done += 1
            } else if poller.wait().contains(.mailbox) {
                for found in mailbox.take() { waiting[found.number] = found.result }
            }
        }
    }
}
