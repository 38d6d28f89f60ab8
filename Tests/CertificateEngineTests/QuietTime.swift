import CertificateEngine
import Testing

/// How long work takes on a machine that has nothing else to do.
enum QuietTime {
    /// The time that passes, less that in which this thread could have gone on and had no processor: what the kernel
    /// counts in the second number of schedstat (Documentation/scheduler/sched-stats.rst).
    static func measure(_ work: () throws -> Void) throws -> Duration {
        let before = try waitingTime()
        let passed = try ContinuousClock().measure(work)
        return passed - (try waitingTime() - before)
    }

    private static func waitingTime() throws -> Duration {
        let text = try SecretSample.octets(of: "/proc/thread-self/schedstat").withUnsafeBytes {
            String(decoding: $0, as: UTF8.self)
        }
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int64($0) }
        try #require(numbers.count == 3, "the kernel does not say how long a thread waited")
        return .nanoseconds(numbers[1])
    }
}
