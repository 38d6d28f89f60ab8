import Glibc
import Testing

/// The built program.
enum Program {
    /// Its path: what `KEYTURN` names, else the newer of the checkout's release binary and the one beside these tests.
    static func path() throws -> String { try found.get() }

    private static let found = Result {
        if let named = getenv("KEYTURN") { return String(cString: named) }
        let built = ["release/keyturn", "debug/keyturn"].map { "\(InstalledProgram.root)/.build/\($0)" }
        let newest = built.filter { access($0, X_OK) == 0 }.max { modified($0) < modified($1) }
        return try #require(newest, "the program is not built: build it with \"make build\", or name one in KEYTURN")
    }

    /// When a file was written last, in seconds since 1970.
    private static func modified(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mtim.tv_sec : 0
    }

    /// What to put before a command so that modes keep it out of files and folders, as they keep everybody but root.
    static let asNobody = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

    /// Runs it without a terminal, and never on the store of this host.
    static func run(
        _ arguments: [String], in scratch: Scratch, under prefix: [String] = [], input: String? = nil,
        environment: [String: String] = [:]
    ) throws -> CommandResult {
        try Tool.run(
            prefix + [path()] + arguments, in: scratch, input: input,
            environment: ["KEYTURN_STORE": scratch.store].merging(environment) { $1 })
    }

    /// Ignites the scratch store; a test to which only the store matters takes a copy from `IgnitedStore`.
    static func ignite(
        _ scratch: Scratch, answers: String = SampleAnswers.usual, _ arguments: [String] = [],
        under prefix: [String] = []
    ) throws -> CommandResult {
        try run(
            ["ignite", "--answers", scratch.file("answers.toml", answers)] + arguments, in: scratch, under: prefix)
    }
}
