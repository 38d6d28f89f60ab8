import CertificateEngine
import CertificateModel
import CertificateStore

/// A review: certificates of all sources, and the trusted certificates of this server.
public struct Review: Sendable {
    /// Decodes the certificates and checks them.
    public private(set) var reviewer: Reviewer
    /// Opens sources.
    public var loader: ReviewLoader

    /// A review without certificates. An empty or unreadable store is not an error: files and peers can still be
    /// reviewed.
    /// `trusted` are the roots that the operator gives.
    public init(_ installation: Installation, trusted: [TrustedBundle] = []) {
        let library = ReviewLibrary()
        let store = installation.store
        let live = try? store.liveGeneration()?.certificates("identity.pem").first
        reviewer = Reviewer(
            library: library,
            trust: ReviewTrust(
                stored: (try? store.trustedDER()) ?? [], given: trusted, system: installation.world.systemTrust),
            storedIdentity: live, clock: installation.world.clock())
        loader = ReviewLoader(library: library, storedIdentity: live, askPeer: installation.world.askPeer)
    }

    /// The same review without certificates, as it was before its sources were opened.
    public var emptied: Review {
        var review = self
        let library = ReviewLibrary()
        review.reviewer = Reviewer(
            library: library, trust: reviewer.trust, storedIdentity: reviewer.storedIdentity, clock: reviewer.clock)
        review.loader.library = library
        return review
    }

    /// Adds the live generation: the identity, then its chain up to the root. Returns its number.
    @discardableResult
    public func addLive(of installation: Installation) throws(OperationError) -> Int {
        try OperationError.facts {
            let generation = try installation.store.requiredGeneration()
            try add(generation)
            return generation.number
        }
    }

    /// Adds another generation in the same way.
    public func add(_ number: Int, of installation: Installation) throws(OperationError) {
        try OperationError.facts { try add(try installation.store.generation(number)) }
    }

    func add(_ generation: Generation) throws {
        reviewer.library.addStored(
            identity: try generation.certificates("identity.pem"), chain: try generation.certificates("chain.pem"),
            names: try generation.server().subjectAlternativeNames,
            isIssuedHere: generation.manifest.body.profile != nil)
    }
}
