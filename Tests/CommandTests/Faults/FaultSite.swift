import FoundationEssentials
import Glibc
import Testing

/// A server to be hurt: a store, a site configuration with a deploy hook, and what its operator has, in one folder.
struct FaultSite {
    let scratch: Scratch
    let folder: String

    var store: String { "\(folder)/store" }
    var answers: String { "\(folder)/answers.toml" }

    /// A site without a store.
    init() throws {
        try self.init(in: Scratch())
        mkdir(folder, 0o700)
        mkdir("\(folder)/deploy.d", 0o755)
        Files.write("", to: "\(folder)/keyturn.toml")
        // A hook has its room on every disk: that it fails is another matter.
        Files.write("0\n", to: "\(folder)/calls")
        Files.write(ImportStage.answers, to: answers)
        Files.write(
            "#!/bin/sh\necho \"$KEYTURN_GENERATION\" >> \"${KEYTURN_STORE%/*}/calls\"\n",
            to: "\(folder)/deploy.d/10-note", mode: 0o755)
    }

    /// A copy of a site.
    init(copying other: FaultSite) throws {
        try self.init(in: Scratch())
        try FileManager.default.copyItem(atPath: other.folder, toPath: folder)
    }

    /// A site whose folder is in this one.
    init(in scratch: Scratch, named name: String = "site") {
        (self.scratch, folder) = (scratch, scratch.path(name))
    }

    /// The whole command line.
    static func command(_ words: [String], on folder: String) throws -> [String] {
        try [Program.path()] + words + ["--store", "\(folder)/store", "--config", "\(folder)/keyturn.toml"]
    }

    func run(_ words: [String], under prefix: [String] = [], input: String? = nil) throws -> CommandResult {
        try Tool.run(prefix + Self.command(words, on: folder), in: scratch, input: input)
    }

    /// Runs something that must succeed before a fault comes.
    func prepare(_ words: [String]) throws {
        let finished = try run(words)
        try #require(finished.status == 0, "\(words): \(finished)")
    }

    /// The next runs, which put right what is left: one that makes up for what is owed to the servers, and one that writes; on a
    /// server that has nothing yet, the ignition.
    func goOn(_ report: inout FaultReport) throws {
        let live = "\(store)/live"
        // What a copy has made of the link is mended by nothing else.
        let adoption = Files.isFolder(live) ? [["adopt"]] : []
        let next =
            Files.exists(live)
            ? adoption + [["renew"], ["export", "identity", "--as", "combined", "--out", "-"]]
            : [["ignite", "--answers", answers]]
        for words in next {
            let finished = try report.timing { try run(words) }
            if finished.status != 0 { report.find(.leftover, "the next run is refused: \(words): \(finished)") }
        }
    }

    /// The generation that the deploy hook was told last; nil where it never ran.
    var handedOver: Int? {
        Files.text("\(folder)/calls").flatMap { $0.split(separator: "\n").last.flatMap { Int($0) } }
    }
}
