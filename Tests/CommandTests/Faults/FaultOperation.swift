import Glibc
import Testing

/// What the program does when a fault comes: everything that writes.
enum FaultOperation: String, CaseIterable, Sendable {
    case ignite
    case identity = "regenerate"
    case root = "regenerate root"
    case thirdParty = "import"
    case request
    case drop = "request drop"
    case answer = "import of an answer"
    case rollback, renew, adopt, export
    case draft = "unfinished answers"

    /// The command line, on a site.
    func words(on folder: String) throws -> [String] {
        switch self {
        case .ignite: ["ignite", "--answers", "\(folder)/answers.toml"]
        case .identity: ["regenerate", "--keep-key", "--yes"]
        case .root: ["regenerate", "root", "--yes"]
        case .thirdParty: ["import", try ImportMaterial.path("good.pem"), "--yes"]
        case .request: ["request"] + files(on: folder).flatMap { ["--out", $0] }
        case .drop: ["request", "drop", "1"]
        case .answer: ["import", "\(folder)/answer.pem", "--yes"]
        case .rollback: ["rollback", "1", "--yes"]
        case .renew: ["renew", "--force"]
        case .adopt: ["adopt"]
        case .export: ["export", "identity", "--as", "combined"] + files(on: folder).flatMap { ["--out", $0] }
        case .draft: ["--ui", "plain"]
        }
    }

    /// What is typed.
    var input: String? { self == .draft ? "issue\nipo1.example.com\n" : nil }

    /// Whether a run says that it has done it: a wizard that is left has another exit status.
    func isDone(_ finished: CommandResult) -> Bool {
        self == .draft
            ? finished.status == 130 && !finished.errors.contains("warning: your answers are not kept, because ")
            : finished.status == 0
    }

    /// What a run may end with that did not do it: the list in the manual, without a bug of its own.
    var failures: Set<Int32> { self == .draft ? [65, 73, 77, 130] : [65, 69, 73, 75, 77, 78] }

    /// Whether the deploy hooks run after it.
    var handsOver: Bool {
        switch self {
        case .request, .drop, .adopt, .export, .draft: false
        default: true
        }
    }

    /// What it writes outside the store.
    func files(on folder: String) -> [String] {
        switch self {
        case .request: ["\(folder)/out/request.csr"]
        case .export: ["\(folder)/out/server.pem"]
        default: []
        }
    }

    /// The site as it is before.
    func site() throws -> FaultSite {
        let site = try FaultSite()
        mkdir("\(site.folder)/out", 0o700)
        if self == .ignite || self == .draft { return site }
        try IgnitedStore.copy(to: site.store, answers: ImportStage.answers)
        // What the first generation owes to the servers is no part of what comes.
        try site.prepare(["renew"])
        switch self {
        case .drop: try site.prepare(["request"])
        case .answer:
            let request = "\(site.folder)/request.csr"
            try site.prepare(["request", "--out", request])
            let authority = "\(site.folder)/authority"
            mkdir(authority, 0o755)
            try Tool.expect(["cp", "-a", try ImportMaterial.path("request-ca"), authority], in: site.scratch)
            try Tool.expect(
                ["\(ImportMaterial.fixtures)/sign-request.sh", authority, request, "\(site.folder)/answer.pem"],
                in: site.scratch)
        case .rollback: try site.prepare(["regenerate", "--keep-key", "--yes"])
        case .adopt:
            // What a copy makes of the link that follows links.
            let live = "\(site.store)/live"
            try Tool.expect(
                ["sh", "-c", "cp -rL \"$0\" \"$0-copy\" && rm \"$0\" && mv \"$0-copy\" \"$0\"", live], in: site.scratch)
        default: break
        }
        return site
    }
}
