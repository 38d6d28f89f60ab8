import FoundationEssentials
import Glibc
import Testing

@Suite("With --format json, a program gets one document, whatever becomes of a command", .ownThread)
struct ErrorReportTests {
    /// A command that is refused, and which of the facts that is.
    struct Refusal: CustomTestStringConvertible, Sendable {
        let kind: String
        let status: Int32
        let words: [String]
        let place: Place
        let prefix: [String]

        init(
            _ kind: String, _ status: Int32, _ words: [String], _ place: Place = .ignited, under prefix: [String] = []
        ) {
            (self.kind, self.status, self.words, self.place, self.prefix) = (kind, status, words, place, prefix)
        }

        var testDescription: String { kind }
    }

    /// What the command finds.
    enum Place {
        case nothing, ignited, imported, twice, rolledOver, unlinked, withoutRootKey, held, damaged, newer, openToAll,
            occupied, closed
    }

    static let refusals = [
        Refusal("not-ignited", 65, ["regenerate"], .nothing), Refusal("not-ignited", 65, ["renew"], .nothing),
        Refusal("not-ignited", 65, ["rollback"], .nothing), Refusal("none-live", 65, ["regenerate"], .unlinked),
        Refusal("already-ignited", 65, ["ignite", "--answers", "answers.toml"]),
        Refusal("imported", 65, ["regenerate"], .imported),
        Refusal("root-key-absent", 65, ["regenerate"], .withoutRootKey),
        Refusal("root-expired", 65, ["regenerate"], under: FakeClock.prefix("+11y")),
        Refusal("names-lost", 65, ["regenerate", "--answers", "other.toml"]),
        Refusal("no-earlier-generation", 65, ["rollback"]), Refusal("no-such-generation", 65, ["rollback", "7"]),
        Refusal("inconsistent", 65, ["rollback", "1"], .rolledOver),
        Refusal("expired", 65, ["rollback", "1"], .twice, under: FakeClock.prefix("+3y")),
        Refusal("not-written", 73, ["request", "--out", "answers.toml"]),
        Refusal("no-such-request", 65, ["request", "drop", "9"]),
        Refusal("refused", 65, ["ignite", "--answers", "text"], .nothing),
        Refusal("refused", 65, ["ignite", "--answers", "missing"], .nothing),
        Refusal("refused", 65, ["renew", "--config", "missing"]),
        Refusal("unreadable-import", 65, ["import", "text"]), Refusal("held", 75, ["request", "--out", "new"], .held),
        Refusal("damaged", 65, ["regenerate"], .damaged), Refusal("newer-format", 65, ["regenerate"], .newer),
        Refusal("unsafe-folder", 77, ["request"], .openToAll),
        Refusal("failed", 73, ["ignite", "--answers", "answers.toml"], .occupied),
        Refusal(
            "not-permitted", 77, ["ignite", "--answers", "answers.toml", "--store", "closed/store"], .closed,
            under: Program.asNobody),
        Refusal("no-terminal", 64, [], .nothing), Refusal("no-answers", 64, ["--ui", "none"], .nothing),
        Refusal("left", 130, ["--ui", "plain"], .nothing),
        // It has a descriptor to read with, and none for a pipe.
        Refusal("unexpected", 70, ["watch"], .nothing, under: ["sh", "-c", "ulimit -n 4; exec \"$@\"", "-"]),
    ]

    /// What both documents have in them.
    private struct Document: Decodable {
        struct Problem: Decodable {
            let status: Int32
            let problem, hint, kind: String
        }

        let error: Problem?
    }

    @Test("a command that is refused prints its error, with the sentences of standard error", arguments: refusals)
    func refused(_ refusal: Refusal) throws {
        let scratch = try Scratch()
        chmod(scratch.folder, 0o755)
        let lock = try refusal.place.make(in: scratch)
        defer { if lock >= 0 { close(lock) } }
        _ = scratch.file("answers.toml", SampleAnswers.usual)
        _ = scratch.file("other.toml", SampleAnswers.usual.replacing("ipo1", with: "ipo2"))
        _ = scratch.file("text", "text\n")
        let finished = try Program.run(
            refusal.words + ["--format", "json"], in: scratch,
            under: refusal.prefix + ["sh", "-c", "cd \(scratch.folder) && exec \"$@\"", "-"])
        #expect(finished.status == refusal.status, "\(finished.errors)")
        let error = try #require(try document(finished).error, "\(finished.output)")
        #expect((error.kind, error.status) == (refusal.kind, refusal.status))
        #expect(finished.errors.hasSuffix("keyturn: \(error.problem)\nhint: \(error.hint)\n"))
    }

    @Test(
        "arguments that the parser refuses are one document, too",
        arguments: [
            (["ignite", "--bad"], "Unknown option '--bad'"), (["request", "drop", "x"], "The value 'x' is invalid"),
            (["regenerate", "--store", ""], "--store is empty: name a folder"),
            (["history", "--config", ""], "--config is empty: name a file"),
        ])
    func usage(words: [String], problem: String) throws {
        let scratch = try Scratch()
        let finished = try Program.run(words + ["--format", "json"], in: scratch)
        let error = try #require(try document(finished).error, "\(finished)")
        #expect((finished.status, error.kind, error.status) == (64, "usage", 64))
        #expect(error.problem.contains(problem) && finished.errors.contains("Usage: "), "\(finished)")
    }

    @Test("everything that refuses a set is in the document")
    func several() throws {
        struct Refused: Decodable {
            struct Problem: Decodable { let also: [String] }
            let error: Problem
        }
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        let finished = try Program.run(
            ["import", ImportMaterial.path("weak-key.pem"), "--level", "high", "--format", "json"], in: scratch)
        let refused = try JSONDecoder().decode(Refused.self, from: Data(finished.output.utf8))
        #expect(finished.status == 65 && !refused.error.also.isEmpty, "\(finished)")
        for problem in refused.error.also { #expect(finished.errors.contains("also: \(problem)\n")) }
    }

    @Test("a command whose report says what is wrong prints no other document")
    func reported() throws {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        let other = scratch.file("other.toml", SampleAnswers.usual.replacing("ipo1", with: "ipo2"))
        mkdir(scratch.path("deploy.d"), 0o755)
        Files.write("#!/bin/sh\nexit 1\n", to: scratch.path("deploy.d/10-fails"), mode: 0o755)
        let site = scratch.file("keyturn.toml", "")
        for (words, status) in [
            (["regenerate", "--dry-run", "--answers", other], 65), (["review", scratch.path("missing")], 65),
            (["review", "--store", scratch.path("nowhere")], 65), (["review", "127.0.0.1:1"], 69),
            (["status", "--store", scratch.path("nowhere")], 3), (["regenerate", "--config", site], 69),
            (["renew", "--force", "--config", site], 69), (["rollback", "--config", site], 69),
        ] as [([String], Int32)] {
            let finished = try Program.run(words + ["--format", "json"], in: scratch)
            #expect(finished.status == status, "\(words): \(finished.errors)")
            #expect(try document(finished).error == nil, "\(words)")
        }
    }

    /// The one document of standard output: another one behind it, or a line of text, is none.
    private func document(_ finished: CommandResult) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(finished.output.utf8))
    }
}

extension ErrorReportTests.Place {
    /// Makes the store of the scratch so; returns a descriptor to close afterwards, or -1.
    fileprivate func make(in scratch: Scratch) throws -> Int32 {
        switch self {
        case .nothing: return -1
        case .closed:
            mkdir(scratch.path("closed"), 0o555)
            return -1
        case .occupied:
            Files.write("no folder", to: scratch.store)
            return -1
        case .ignited, .imported, .twice, .rolledOver, .unlinked, .withoutRootKey, .held, .damaged, .newer, .openToAll:
            try IgnitedStore.copy(to: scratch.store)
        }
        let manifest = "\(scratch.store)/generations/000001/manifest.json"
        switch self {
        case .imported:
            let imported = try Program.run(
                ["import", "--allow-name-loss", ImportMaterial.path("wildcard.pem")], in: scratch)
            try #require(imported.status == 0, "\(imported.errors)")
        case .twice, .rolledOver:
            try #require(try Program.ignite(scratch, ["--replace"]).status == 0)
            guard self == .rolledOver else { break }
            let key = try #require(Files.text("\(scratch.store)/generations/000002/identity.key"))
            Files.write(key, to: "\(scratch.store)/generations/000001/identity.key")
        case .unlinked: unlink("\(scratch.store)/live")
        case .withoutRootKey: unlink("\(scratch.store)/live/root.key")
        case .held:
            let lock = open("\(scratch.store)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
            return lock
        case .damaged: Files.write("nothing", to: manifest)
        case .newer:
            let text = try #require(Files.text(manifest))
            Files.write(text.replacing("\"format\" : 1", with: "\"format\" : 999"), to: manifest)
        case .openToAll: chmod(scratch.store, 0o777)
        case .nothing, .closed, .occupied, .ignited: break
        }
        return -1
    }
}
