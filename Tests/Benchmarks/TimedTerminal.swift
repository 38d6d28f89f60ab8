import Glibc

/// A program on a terminal of 80 by 24: what it paints, and when.
final class TimedTerminal {
    private(set) var output: [UInt8] = []
    let process: pid_t
    let started: ContinuousClock.Instant
    private var master: Int32 = -1

    /// Starts a program on a terminal of this type; one that is no emulator has ASCII alone.
    init?(_ words: [String], type: String = "xterm") {
        var slave: Int32 = -1
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else { return nil }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
        defer { close(slave) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // POSIX_SPAWN_SETSID: the terminal becomes the one that the program is controlled from.
        posix_spawnattr_setflags(&attributes, 0x80)
        var arguments = words.map { strdup($0) } as [UnsafeMutablePointer<CChar>?] + [nil]
        let environment = ["TERM=\(type)", "LC_ALL=\(type == "xterm" ? "C.UTF-8" : "C")", "PATH=/usr/bin:/bin"]
        var variables = environment.map { strdup($0) } as [UnsafeMutablePointer<CChar>?] + [nil]
        defer { for string in arguments + variables { free(string) } }
        var process: pid_t = 0
        started = .now
        guard posix_spawn(&process, words[0], &actions, &attributes, &arguments, &variables) == 0 else { return nil }
        self.process = process
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(master)
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    func forget() { output = [] }

    /// Reads until the output holds `text`; how long that took from `start`, or nil after ten seconds.
    func wait(for text: String, since start: ContinuousClock.Instant) -> Double? {
        let wanted = Array(text.utf8)
        return wait(since: start) { self.output.contains(wanted) }
    }

    /// Reads until something comes; how long that took.
    func waitForAnything(since start: ContinuousClock.Instant) -> Double? {
        wait(since: start) { !self.output.isEmpty }
    }

    /// Reads until nothing has come for so many milliseconds.
    func settle(_ milliseconds: Int32 = 60) { while readSome(within: milliseconds) {} }

    /// Reads until nothing has come for a second; when the last of it came, or nil where nothing did: then the screen shows
    /// all that it will.
    func waitForLast(since start: ContinuousClock.Instant) -> Double? {
        guard var last = waitForAnything(since: start) else { return nil }
        while readSome(within: 1_000) { last = Stopwatch.milliseconds(since: start) }
        return last
    }

    private func wait(since start: ContinuousClock.Instant, _ isMet: () -> Bool) -> Double? {
        while !isMet() {
            guard Stopwatch.milliseconds(since: start) < 10_000 else { return nil }
            guard readSome(within: 1_000) else { continue }
        }
        return Stopwatch.milliseconds(since: start)
    }

    private func readSome(within milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, milliseconds) > 0, polled.revents & Int16(POLLIN) != 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        output += buffer[..<count]
        return true
    }
}
