import Glibc
import Synchronization
import Testing

/// Runs commands to their end.
enum Tool {
    /// What every command finds in its environment: nothing of whoever runs the tests but the path to the tools.
    static let environment = [
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
        "HOME": "/nonexistent", "TERM": "dumb",
    ]

    private static let count = Atomic(0)

    /// Runs a command, with `input` on its standard input.
    static func run(
        _ words: [String], in scratch: Scratch, input: String? = nil, environment: [String: String] = [:]
    ) throws -> CommandResult {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        let (output, errors) = (scratch.path("output-\(number)"), scratch.path("errors-\(number)"))
        let source = input.map { scratch.file("input-\(number)", $0) } ?? "/dev/null"
        let child = try Child(
            words, input: source, output: output, errors: errors,
            environment: Self.environment.merging(environment) { $1 })
        let status = try child.waitForEnd()
        defer {
            unlink(output)
            unlink(errors)
        }
        return CommandResult(status: status, output: Files.text(output) ?? "", errors: Files.text(errors) ?? "")
    }

    /// Runs a command that must succeed, and returns what it printed.
    @discardableResult
    static func expect(
        _ words: [String], in scratch: Scratch, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let finished = try run(words, in: scratch)
        #expect(
            finished.status == 0, "\(words.joined(separator: " ")): \(finished.errors)\(finished.output)",
            sourceLocation: sourceLocation)
        return finished.output
    }
}
