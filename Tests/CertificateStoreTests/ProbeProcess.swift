import Glibc
import StoreFixtures
import Synchronization

/// A child process that runs the probe, or a command that runs it.
final class ProbeProcess {
    let process: pid_t
    private let output: Int32
    private var input: Int32
    private var isReaped = false

    /// The built probe, which lies beside the test runner.
    static var path: String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        // The runner is either the bundle itself or the helper that loads it, whose path is in the arguments.
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? own
        var folder = bundle.contains(".xctest") ? bundle : own
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if access("\(folder)/StoreProbe", X_OK) == 0 { return "\(folder)/StoreProbe" }
        }
        return "StoreProbe"
    }

    /// One child at a time: none may inherit the ends of another's pipes before they are closed on exec.
    private static let starting = Mutex(())

    convenience init(_ arguments: [String], command: [String] = []) throws {
        let started = try Self.starting.withLock { _ in try Self.start(command + [Self.path] + arguments) }
        self.init(started)
    }

    private init(_ started: (process: pid_t, input: Int32, output: Int32)) {
        (process, input, output) = started
    }

    private static func start(_ words: [String]) throws -> (process: pid_t, input: Int32, output: Int32) {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw FixtureFailure("pipe: errno \(errno)") }
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, words[0], &actions, nil, &pointers, environ)
        close(toChild[0])
        close(fromChild[1])
        guard code == 0 else { throw FixtureFailure("posix_spawn \(words[0]): error \(code)") }
        return (process, toChild[1], fromChild[0])
    }

    deinit {
        endInput()
        if !isReaped {
            kill()
            _ = status()
        }
        close(output)
    }

    /// The next line; nil at the end.
    func line() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1 {
            if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// All lines until the end.
    func lines() -> [String] {
        var lines: [String] = []
        while let line = line() { lines.append(line) }
        return lines
    }

    func endInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    func kill() { Glibc.kill(process, SIGKILL) }

    /// Waits for the end: the exit status, or minus the signal.
    func status() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        isReaped = true
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }

    /// Runs the probe with a mount namespace of its own, so that what it mounts is gone with it.
    static func withOwnMounts(_ arguments: [String]) throws -> ProbeProcess {
        try ProbeProcess(arguments, command: ["unshare", geteuid() == 0 ? "-m" : "-rm"])
    }
}
