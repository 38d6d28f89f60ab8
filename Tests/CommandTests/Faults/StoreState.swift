import Glibc
import Testing

/// What a program that shares nothing with ours says of a store and of its operator's files (Tests/Fixtures/store-check.py).
struct StoreState: Sendable {
    /// What is live, which requests wait, whether answers are kept, and which of the files are there.
    let text: String
    /// What is not as it must be; what is `leftover` may be so until the next run.
    let findings: [FaultFinding]

    private static let cache: Result<Scratch, any Error> = Result {
        let scratch = try Scratch()
        atexit { try? StoreState.cache.get().empty() }
        return scratch
    }

    init(_ store: String, files: [String] = [], in scratch: Scratch) throws {
        let checked = try Tool.run(
            [
                "python3", "-I", "-S", "\(ImportMaterial.fixtures)/store-check.py", Self.cache.get().folder, store,
            ] + files, in: scratch)
        let lines = checked.output.split(separator: "\n").map {
            $0.split(separator: " ", maxSplits: 1).map(String.init)
        }
        let state = lines.first { $0[0] == "state" }
        text = try #require(checked.status == 0 ? state?.last : nil, "\(checked)")
        findings = lines.filter { $0[0] != "state" }.map { words in
            FaultFinding(words[0] == "torn" ? .torn : .leftover, words.joined(separator: " "))
        }
    }

    /// Whether each part of it is as in one of these two.
    func isBetween(_ before: StoreState, _ after: StoreState) -> Bool {
        let parts = [self, before, after].map { $0.text.split(separator: ", ") }
        return parts[0].count == parts[1].count && parts[0].count == parts[2].count
            && parts[0].indices.allSatisfy { [parts[1][$0], parts[2][$0]].contains(parts[0][$0]) }
    }

    /// What is torn, or open to others, which no moment excuses.
    var dangers: [FaultFinding] { findings.filter { $0.promise == .torn || $0.text.hasPrefix("open ") } }

    /// The name of the live generation's folder.
    var live: Substring { text.dropFirst("live ".count).prefix { $0 != "," } }
}
