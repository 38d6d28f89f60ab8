/// What strace(1) saw of a run: when it began and ended, and when its threads did, in milliseconds.
struct Trace {
    let start: Double
    let end: Double
    private(set) var threads: [(start: Double, end: Double)] = []

    /// Runs a command; nil where it fails, or cannot be traced. It is stopped at the calls that count alone, and runs at
    /// its full speed between them (`--seccomp-bpf`).
    init?(_ words: [String], folder: String) {
        let path = "\(folder)/trace"
        let calls = "trace=execve,clone,clone3,exit_group"
        let strace = ["strace", "-f", "-ttt", "--seccomp-bpf", "-e", calls, "-e", "signal=none", "-o", path]
        guard Stopwatch.run(strace + words) != nil, let text = ProcessFacts.text(path) else { return nil }
        var (began, ended): (Double?, Double?)
        // By the task that calls, and by the thread that is made.
        var (called, made): ([Substring: Double], [Substring: Double]) = ([:], [:])
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count == 3, let seconds = Double(words[1]) else { return nil }
            let (task, time, call) = (words[0], seconds * 1_000, words[2])
            if call.hasPrefix("execve(") { began = began ?? time }
            if call.hasPrefix("exit_group(") { ended = time }
            if call.hasPrefix("clone") { called[task] = time }
            // A call that another thread's line came into is finished on a line of its own: <... clone3 resumed>
            if call.contains("clone"), let thread = call.split(separator: " ").last, Int(thread) != nil {
                made[thread] = called[task]
            }
            if call.hasPrefix("+++"), let start = made[task] { threads.append((start, time)) }
        }
        guard let began, let ended else { return nil }
        (start, end) = (began, ended)
    }
}
