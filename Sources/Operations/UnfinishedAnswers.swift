public import CertificateModel
import CertificateStore
import SettingsFile

/// The answers of a wizard that was left before it wrote anything: the store keeps them for its next start.
public struct UnfinishedAnswers: Sendable {
    /// What is kept.
    public struct Kept: Hashable, Sendable {
        /// The answers.
        public let answers: Answers
        /// When they were kept.
        public let time: Timestamp
    }

    let installation: Installation

    private var store: Store { installation.store }

    /// The unfinished answers of a server that has no certificates yet.
    public init(_ installation: Installation) { self.installation = installation }

    /// What is kept; nil where nothing is. Refused where it cannot be read as answers.
    public func read() throws(OperationError) -> Kept? {
        try OperationError.facts {
            guard let draft = try store.draft() else { return nil }
            let document = try SettingsReader.document(.answers, of: draft.bytes, name: store.layout.draft)
            let defaults = try installation.site.read().defaults
            return Kept(
                answers: try Answers(document, defaults: defaults, areUnfinished: true), time: draft.time)
        }
    }

    /// Keeps answers in the place of those before, as an answers file has them. Where another run has ignited this server
    /// meanwhile, there is nothing to keep them for.
    public func keep(_ answers: Answers) throws(OperationError) {
        try OperationError.facts {
            try store.withLock { writer in
                guard try !installation.isIgnited() else { return }
                let text = "# Unfinished answers. The next start of keyturn offers them.\n" + answers.toml
                try writer.keepDraft(Array(text.utf8), at: installation.world.now())
            }
        }
    }

    /// Removes what is kept.
    public func drop() throws(OperationError) {
        try OperationError.facts {
            // A store that does not exist must not be made for this.
            guard try store.holdsDraft() else { return }
            try store.withLock { writer in writer.dropDraft() }
        }
    }
}
