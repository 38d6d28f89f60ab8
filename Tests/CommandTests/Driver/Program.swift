import Glibc
import Testing

/// The built program, which lies beside the bundle of these tests.
enum Program {
    /// Its path; a test without it fails with a sentence rather than with a puzzle.
    static func path() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = max(readlink("/proc/self/exe", &buffer, buffer.count), 0)
        let own = String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
        // The runner is either the bundle itself or a helper that loads it, whose path is in the arguments.
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? own
        var folder = bundle[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            if access("\(folder)/keyturn", X_OK) == 0 { return "\(folder)/keyturn" }
        }
        try #require(Bool(false), "the program is not beside \(bundle): build it with \"swift build\"")
        return ""
    }

    /// What to put before a command so that modes keep it out of files and folders, as they keep everybody but root.
    static let asNobody = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

    /// Runs it without a terminal, and never on the store of this host.
    static func run(
        _ arguments: [String], in scratch: Scratch, under prefix: [String] = [], input: String? = nil,
        environment: [String: String] = [:]
    ) throws -> Finished {
        try Tool.run(
            prefix + [path()] + arguments, in: scratch, input: input,
            environment: ["KEYTURN_STORE": scratch.store].merging(environment) { $1 })
    }

    /// Ignites the scratch store.
    static func ignite(
        _ scratch: Scratch, answers: String = Answers.usual, _ arguments: [String] = [], under prefix: [String] = []
    ) throws -> Finished {
        try run(
            ["ignite", "--answers", scratch.file("answers.toml", answers)] + arguments, in: scratch, under: prefix)
    }
}
