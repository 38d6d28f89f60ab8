import Glibc
import Isolation
import Synchronization
import Testing

/// A process that a test started. Its output goes to files, so that it never waits for a reader.
final class Child {
    let process: pid_t
    private var status: Int32?
    /// Whether its end left a core dump, wherever the system put it; known once it has ended.
    private(set) var hasDumpedCore = false

    /// One at a time: no child may inherit what is opened for another.
    private static let starting = Mutex(())

    init(
        _ words: [String], input: String = "/dev/null", output: String = "/dev/null", errors: String = "/dev/null",
        environment: [String: String]
    ) throws {
        process = try Self.starting.withLock { _ in
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            // Other tests of this process open what a child would inherit: fts(3) does, with which folders are removed.
            isolation_close_from(&actions, 3)
            var attributes = posix_spawnattr_t()
            posix_spawnattr_init(&attributes)
            defer { posix_spawnattr_destroy(&attributes) }
            // The threads that run tests block signals, and a child inherits that.
            var none = sigset_t()
            sigemptyset(&none)
            posix_spawnattr_setsigmask(&attributes, &none)
            // A group of its own keeps a Ctrl-C of the person who runs the tests from being one of the test's.
            posix_spawnattr_setpgroup(&attributes, 0)
            posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
            var arguments = words.map { strdup($0) } as [UnsafeMutablePointer<CChar>?] + [nil]
            var variables =
                environment.map { strdup("\($0.key)=\($0.value)") } as [UnsafeMutablePointer<CChar>?] + [nil]
            defer { for string in arguments + variables { free(string) } }
            var process: pid_t = 0
            let code = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &variables)
            try #require(code == 0, "\"\(words[0])\" cannot be started: \(String(cString: strerror(code)))")
            return process
        }
    }

    deinit {
        guard status == nil else { return }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    /// Whether it has ended; its exit status is known then.
    var hasEnded: Bool {
        if status != nil { return true }
        var code: Int32 = 0
        guard waitpid(process, &code, WNOHANG) == process else { return false }
        hasDumpedCore = code & 0x80 != 0
        status = code & 0x7F == 0 ? (code >> 8) & 0xFF : -(code & 0x7F)
        return true
    }

    /// Waits for its end; the exit status, or the negative number of the signal that ended it.
    func waitForEnd() throws -> Int32 {
        try #require(PollDeadline().wait { hasEnded }, "process \(process) does not end")
        return try #require(status)
    }

    func end() {
        guard !hasEnded else { return }
        kill(process, SIGTERM)
        _ = PollDeadline(seconds: 10).wait { hasEnded }
    }
}
