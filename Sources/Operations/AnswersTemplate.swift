import CertificateModel
import CertificateStore

/// An answers file to start from.
public struct AnswersTemplate: Sendable {
    let installation: Installation

    /// The answers file of a server.
    public init(_ installation: Installation) { self.installation = installation }

    /// Its text, with every key: what the live certificates were made with, else the defaults of the site.
    public func text() throws(OperationError) -> String {
        try OperationError.facts {
            guard let live = try installation.store.liveGeneration() else {
                return Answers.template(defaults: try installation.site.read().defaults)
            }
            let profile = try live.manifest.body.profile.map { name throws(Refusal) in try Profile(name: name) }
            return Answers.template(of: try live.server(), profile: profile)
        }
    }
}
