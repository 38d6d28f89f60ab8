public import CertificateModel
import CertificateStore

/// The answers to start from.
public struct AnswersTemplate: Sendable {
    let installation: Installation

    /// Those of a server.
    public init(_ installation: Installation) { self.installation = installation }

    /// What the live certificates were made with, else the defaults of the site.
    public func answers() throws(OperationError) -> Answers {
        try OperationError.facts {
            guard let live = try installation.store.liveGeneration() else {
                return Answers(defaults: try installation.site.read().defaults)
            }
            let profile = try live.manifest.body.profile.map { name throws(Refusal) in try Profile(name: name) }
            return Answers(of: try live.server(), profile: profile)
        }
    }
}
