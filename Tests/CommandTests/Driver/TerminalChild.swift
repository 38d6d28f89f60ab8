import Glibc
import Isolation
import Testing

/// A process that leads a session on a pseudo-terminal. The test holds the other end. The window has 80 columns and 24 rows,
/// unless the test says otherwise.
final class TerminalChild {
    let master: Int32
    let process: pid_t
    /// What has come so far.
    private(set) var output: [UInt8] = []
    private var status: Int32?
    private var isClosed = false
    /// The path of the end that the process has.
    private let name: [CChar]

    /// The modes of the terminal before the process had it.
    private let modesBefore: [UInt8]

    init(_ words: [String], environment: [String: String], rows: UInt16 = 24, columns: UInt16 = 80) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 128)
        try #require(openpty(&master, &slave, &name, nil, &size) == 0)
        for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let before = Self.modes(of: slave)
        // Whoever writes more than the terminal holds has to read meanwhile.
        _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
        defer { close(slave) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        for descriptor in [1, 2] as [Int32] { posix_spawn_file_actions_adddup2(&actions, 0, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that run tests block signals, and a child inherits that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = words.map { strdup($0) } as [UnsafeMutablePointer<CChar>?] + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } as [UnsafeMutablePointer<CChar>?] + [nil]
        defer { for string in arguments + variables { free(string) } }
        var process: pid_t = 0
        try #require(posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &variables) == 0)
        (self.master, self.process, self.name) = (master, process, name)
        modesBefore = before
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        if !isClosed { close(master) }
    }

    /// Writes as much of these bytes as the terminal takes now, and returns how many.
    func press(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { max(write(master, $0.baseAddress, $0.count), 0) }
    }

    /// Presses keys of which the terminal holds all.
    func press(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(press(bytes[...]) == bytes.count)
    }

    /// Reads what has come, at most so many bytes.
    @discardableResult
    func read(atMost limit: Int = 65_536) -> Int {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = max(Glibc.read(master, &buffer, limit), 0)
        output += buffer[..<count]
        return count
    }

    /// What has come since there were so many bytes.
    func text(from start: Int = 0) -> String { String(decoding: output[start...], as: UTF8.self) }

    /// Reads until a text has come since there were so many bytes.
    func wait(for text: String, from start: Int = 0, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let isThere = PollDeadline().wait {
            read()
            return self.text(from: start).contains(text)
        }
        try #require(isThere, "waited for \(text), got \(self.text(from: start))", sourceLocation: sourceLocation)
    }

    /// Reads until the program has taken all that was pressed.
    func waitUntilRead() throws {
        let slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(slave >= 0)
        defer { close(slave) }
        let isRead = PollDeadline().wait {
            read()
            var waiting: Int32 = 0
            return ioctl(slave, UInt(FIONREAD), &waiting) == 0 && waiting == 0
        }
        try #require(isRead, "what was pressed is not read")
    }

    /// Changes the size of the terminal, which the process is told of.
    func resize(rows: UInt16, columns: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        #expect(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
    }

    /// Whether the terminal has the modes that it had before.
    var hasOldModes: Bool { Self.modes(of: master) == modesBefore }

    private static func modes(of terminal: Int32) -> [UInt8] {
        var modes = termios()
        guard tcgetattr(terminal, &modes) == 0 else { return [] }
        return withUnsafeBytes(of: &modes) { Array($0) }
    }

    /// Closes this end, as a connection that breaks: the process is told that its terminal is gone.
    func hangUp() {
        close(master)
        isClosed = true
    }

    /// Whether it has ended; its exit status, or the negative number of the signal that ended it, is known then.
    var end: Int32? {
        var code: Int32 = 0
        if status == nil, waitpid(process, &code, WNOHANG) == process {
            status = code & 0x7F == 0 ? (code >> 8) & 0xFF : -(code & 0x7F)
        }
        return status
    }
}
