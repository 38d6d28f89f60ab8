import FoundationEssentials
import Glibc
import Testing

/// A run of the built program on a new store.
final class KeyturnRun {
    /// What the program printed.
    let report: ComparedReport
    private let folder: String

    /// Runs `keyturn ignite` with these answers on its standard input.
    convenience init(answers: String) throws {
        try self.init("ignite --answers -", input: answers)
    }

    /// Runs a command that prints JSON; the binary is the one that `KEYTURN` names.
    init(_ command: String, input: String) throws {
        let binary = try #require(
            getenv("KEYTURN").map { String(cString: $0) },
            "KEYTURN is not set: set it to the path of the built program, such as .build/debug/keyturn")
        var template = Array("/tmp/keyturn-second-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil, "no temporary folder can be made")
        folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try Data(input.utf8).write(to: URL(filePath: "\(folder)/input"))
        // An empty configuration, whatever this machine has in its own.
        try Data().write(to: URL(filePath: "\(folder)/keyturn.toml"))
        let place = "--store '\(folder)/store' --config '\(folder)/keyturn.toml'"
        let run = "'\(binary)' \(command) \(place) --format json"
        let status = system("\(run) < '\(folder)/input' > '\(folder)/out' 2> '\(folder)/errors'")
        let errors = String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/errors")), as: UTF8.self)
        try #require(status == 0, "keyturn ended with wait status \(status): \(errors)")
        report = try JSONDecoder().decode(ComparedReport.self, from: Data(contentsOf: URL(filePath: "\(folder)/out")))
    }

    deinit { system("rm -r '\(folder)'") }

    /// A file of the live generation.
    func live(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/store/live/\(name)")), as: UTF8.self)
    }
}
