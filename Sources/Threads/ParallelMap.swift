import Glibc

/// A parallel map: threads work on portions, and the results come in order.
public enum ParallelMap {
    /// How many portions are started, on a thread each, before the oldest result is taken. Twice the number of processors, so
    /// that none is idle while one portion takes longer.
    static var readAhead: Int { 2 * max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1) }

    /// Splits `count` things into portions of at most `size`, runs `work` on them in parallel, and calls `each` with
    /// the results in order.
    ///
    /// If `each` throws, no more portions are started, and those that run are abandoned.
    public static func portions<Result: Sendable, Failure: Error>(
        of count: Int, size: Int, _ work: @escaping @Sendable (Range<Int>) -> Result,
        each: (Result) throws(Failure) -> Void
    ) throws(Failure) {
        // A thread of its own has costs of its own, and nothing would go on beside it.
        guard count > size else { return count > 0 ? try each(work(0..<count)) : () }
        let most = readAhead
        var ahead: [Promise<Result>] = []
        for start in stride(from: 0, to: count, by: size) {
            if ahead.count == most { try each(ahead.removeFirst().wait()) }
            let promise = Promise<Result>()
            DetachedThread.run { promise.fulfil(work(start..<min(start + size, count))) }
            ahead.append(promise)
        }
        for promise in ahead { try each(promise.wait()) }
    }
}
