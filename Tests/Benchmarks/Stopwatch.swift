import Glibc

/// Runs commands and takes their time.
enum Stopwatch {
    static func milliseconds(since start: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    }

    /// How long a command takes from its start to its end, its output thrown away; nil where it fails.
    static func run(_ words: [String]) -> Double? { measure(words)?.milliseconds }

    /// The same, with the most memory that it had, in MiB (getrusage(2)); this program's own memory is the least it can say.
    static func measure(_ words: [String]) -> (milliseconds: Double, memory: Double)? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var arguments = words.map { strdup($0) } as [UnsafeMutablePointer<CChar>?] + [nil]
        defer { for string in arguments { free(string) } }
        var process: pid_t = 0
        let start = ContinuousClock.now
        guard posix_spawnp(&process, words[0], &actions, nil, &arguments, environ) == 0 else { return nil }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(process, &status, 0, &usage) == process, status == 0 else { return nil }
        return (milliseconds(since: start), Double(usage.ru_maxrss) / 1_024)
    }
}
