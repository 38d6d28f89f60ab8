import Glibc

/// Work on many things at once, on as many threads as there are processors, with the results in order.
public enum ParallelMap {
    /// How many results may be ahead of the one that is waited for: no processor is idle while one of them takes longer.
    static var readAhead: Int { 2 * max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1) }

    /// Cuts `count` things into portions of at most `size`, and hands what `work` makes of each to `each`, in order.
    ///
    /// Where `each` throws, no more is started, and what is under way is left to itself.
    public static func portions<Result: Sendable, Failure: Error>(
        of count: Int, size: Int, _ work: @escaping @Sendable (Range<Int>) -> Result,
        each: (Result) throws(Failure) -> Void
    ) throws(Failure) {
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
