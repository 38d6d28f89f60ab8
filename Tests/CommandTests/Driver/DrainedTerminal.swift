import Glibc
import Isolation
import Testing

/// A pseudo-terminal that is read as slowly as a line of 9600 baud carries: what is on its way piles up in it.
final class DrainedTerminal {
    /// The bytes that such a line carries in a second.
    static let rate = 960.0

    private var master: Int32 = -1
    private var process: pid_t = 0
    private var asOf = ContinuousClock.now
    private var credit = 0.0
    /// How many bytes have come.
    private(set) var count = 0
    /// The most that was ever on its way.
    private(set) var mostOnItsWay = 0
    /// What has come.
    private(set) var output: [UInt8] = []

    init(_ words: [String], type: String) throws {
        var slave: Int32 = -1
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 128)
        try #require(openpty(&master, &slave, &name, nil, &size) == 0)
        for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        defer { close(slave) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        for descriptor in [1, 2] as [Int32] { posix_spawn_file_actions_adddup2(&actions, 0, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = words.map { strdup($0) } as [UnsafeMutablePointer<CChar>?] + [nil]
        let environment = ["TERM=\(type)", "LC_ALL=C", "PATH=/usr/bin:/bin"]
        var variables = environment.map { strdup($0) } as [UnsafeMutablePointer<CChar>?] + [nil]
        defer { for string in arguments + variables { free(string) } }
        try #require(posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables) == 0)
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(master)
    }

    func press(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(write(master, bytes, bytes.count) == bytes.count)
    }

    /// Reads as the line does for so long.
    func drain(for duration: Duration) {
        let end = ContinuousClock.now + duration
        while .now < end { drain() }
    }

    /// Reads until nothing has come for a second.
    func settle() {
        var (last, before) = (ContinuousClock.now, count)
        while .now - last < .seconds(1) {
            drain()
            if count != before { (last, before) = (.now, count) }
        }
    }

    private func drain() {
        poll(nil, 0, 5)
        let now = ContinuousClock.now
        let (seconds, attoseconds) = (now - asOf).components
        // A line that was idle carries no more for it later.
        credit = min(credit + (Double(seconds) + Double(attoseconds) / 1e18) * Self.rate, Self.rate / 10)
        asOf = now
        var waiting: Int32 = 0
        guard ioctl(master, UInt(FIONREAD), &waiting) == 0, waiting > 0 else { return }
        mostOnItsWay = max(mostOnItsWay, Int(waiting))
        guard credit >= 1 else { return }
        var buffer = [UInt8](repeating: 0, count: Int(credit))
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return }
        output += buffer[..<count]
        self.count += count
        credit -= Double(count)
    }
}
