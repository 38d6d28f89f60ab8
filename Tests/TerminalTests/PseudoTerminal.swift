import Backtracer
import Glibc
import Testing

/// A pseudo-terminal with a program in it.
///
/// Nothing here waits for a fixed time: each wait is for something to be seen, with a deadline after which the test fails
/// and shows what was there instead.
final class PseudoTerminal {
    private(set) var output: [UInt8] = []
    private var master: Int32 = -1
    private var slave: Int32 = -1
    private var process: pid_t = 0
    private var status: Int32?
    /// How the line was set before the program came.
    let modesBefore: termios

    /// Starts the probe, or another program, as the leader of a session on a terminal of 80 by 24.
    init(
        _ arguments: [String] = [], program: String = PseudoTerminal.probe,
        environment: [String: String] = ["TERM": "xterm", "LC_ALL": "C.UTF-8"], backtraces: Bool = false
    ) throws {
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 128)
        try #require(openpty(&master, &slave, &name, nil, &size) == 0)
        // A copy of the master in another child would keep the line up when this one is closed.
        for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var modes = termios()
        tcgetattr(slave, &modes)
        modesBefore = modes

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that run tests block signals, and a child inherits that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        var argv = ([program] + arguments).map { strdup($0) } as [UnsafeMutablePointer<CChar>?] + [nil]
        // The runtime's picture of a crash takes seconds, and is not what most tests are about.
        var environment = environment
        environment["SWIFT_BACKTRACE"] =
            backtraces
            ? "enable=yes,interactive=no,color=no,swift-backtrace=\(try #require(Backtracer.path))" : "enable=no"
        var envp = environment.map { strdup("\($0.key)=\($0.value)") } as [UnsafeMutablePointer<CChar>?] + [nil]
        defer { for string in argv + envp { free(string) } }
        try #require(posix_spawn(&process, program, &actions, &attributes, &argv, &envp) == 0)
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        if master >= 0 { close(master) }
        close(slave)
    }

    /// The probe is built into the folder of the tests.
    static var probe: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/terminal-probe"
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    func forgetOutput() { output = [] }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        #expect(write(master, bytes, bytes.count) == bytes.count)
    }

    /// Sends each byte as soon as the one before it is read.
    func sendSlowly(_ text: String) throws {
        for byte in text.utf8 {
            send([byte])
            try waitUntilRead()
        }
    }

    /// Sends what the probe shows, and has it paint everything then: the output holds the whole picture, and no other.
    func type(_ text: String) throws {
        send(text)
        try waitUntilRead()
        // The probe may take the first of these together with the text, and paint before it shows that.
        for _ in 0..<2 {
            forgetOutput()
            send("\u{0C}")
            try wait(for: "end-of-picture")
        }
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        // The kernel sends SIGWINCH, as it does for every window.
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Drops the line, as a connection that breaks does.
    func hangUp() {
        close(master)
        master = -1
    }

    func signal(_ number: Int32) { kill(process, number) }

    /// Reads until the output holds that text.
    func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let wanted = Array(text.utf8)
        let met = waitUntil { self.output.contains(wanted) }
        try #require(
            met, "waited for \(text.debugDescription), got \(self.text.debugDescription)",
            sourceLocation: sourceLocation)
    }

    /// Reads until there is more output than that.
    func waitForOutput(beyond count: Int) throws {
        try #require(waitUntil { self.output.count > count }, "nothing came")
    }

    /// Waits for the program to end, and returns its exit status, or the negative number of the signal that ended it.
    func waitForEnd(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int32 {
        let met = waitUntil {
            var status: Int32 = 0
            guard waitpid(self.process, &status, WNOHANG) == self.process else { return false }
            self.status = status
            return true
        }
        try #require(met, "still running, with \(text.debugDescription)", sourceLocation: sourceLocation)
        while readSome(within: 0) {}
        let status = try #require(status)
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    }

    /// Waits until the program has read all that was sent.
    func waitUntilRead() throws {
        let met = waitUntil {
            var waiting: Int32 = 0
            return ioctl(self.slave, UInt(FIONREAD), &waiting) == 0 && waiting == 0
        }
        try #require(met, "what was sent is not read")
    }

    /// The process group that has the terminal.
    func foregroundGroup() throws -> pid_t {
        let group = tcgetpgrp(master)
        try #require(group > 0)
        return group
    }

    var modes: termios {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes
    }

    private func waitUntil(_ isMet: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while !isMet() {
            guard ContinuousClock.now < deadline else { return false }
            _ = readSome(within: 5)
        }
        return true
    }

    private func readSome(within milliseconds: Int32) -> Bool {
        guard master >= 0 else {
            poll(nil, 0, milliseconds)
            return false
        }
        var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, milliseconds) > 0, polled.revents & Int16(POLLIN) != 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        output += buffer[..<count]
        return true
    }
}

extension termios {
    /// All of it that tcgetattr(3) fills in, to compare.
    var fields: [UInt32] {
        var copy = self
        let characters = withUnsafeBytes(of: &copy.c_cc) { $0.map(UInt32.init) }
        return [c_iflag, c_oflag, c_cflag, c_lflag, c_ispeed, c_ospeed] + characters
    }
}
