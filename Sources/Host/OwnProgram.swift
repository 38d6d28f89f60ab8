import Glibc

/// The program that this process runs, to be started again as a process of its own.
public struct OwnProgram: Sendable {
    /// It could not be started (posix_spawn(3)).
    public struct NotStarted: Error, Hashable, Sendable {
        /// The error number.
        public let code: Int32
    }

    /// Where its file is. An update that replaces the file is what the next process runs.
    public let path: String

    /// Finds its file; without `/proc`, as this process was started.
    public init() {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &target, target.count)
        path =
            length > 0
            ? Self.path(of: String(decoding: target.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self))
            : ProcessArguments.all.first ?? "keyturn"
    }

    /// What a link of /proc leads to, without what the kernel puts behind a file that was removed or replaced (proc(5)).
    static func path(of target: String) -> String {
        let mark = " (deleted)"
        guard target.hasSuffix(mark), access(target, F_OK) != 0 else { return target }
        return String(target.dropLast(mark.count))
    }

    /// The program at another path, for tests.
    package init(path: String) { self.path = path }

    /// Starts it with these arguments and these variables, and nothing else of this process's environment. Its standard input
    /// is empty; its output and its errors go where those of this process go. `descriptors` of this process become its
    /// descriptors of these numbers, in their order, and nothing else is inherited of them.
    public func start(
        _ arguments: [String], environment: [String: String], descriptors: [(number: Int32, own: Int32)] = []
    ) throws(NotStarted) -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for (number, own) in descriptors { posix_spawn_file_actions_adddup2(&actions, own, number) }
        // The threads of this program block signals, and a child inherits that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = Self.strings([path] + arguments)
        var variables = Self.strings(environment.map { "\($0.key)=\($0.value)" })
        defer { for string in words + variables { free(string) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, path, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw NotStarted(code: code) }
        return ChildProcess(id: process)
    }

    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}
