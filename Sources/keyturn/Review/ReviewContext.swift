import CertificateEngine
import CertificateStore
import Host
import Operations

/// What a review starts from: what the store holds, as far as it can be read, and an empty library.
struct ReviewContext {
    let reviewer: Reviewer
    var loader: ReviewLoader

    /// A store that holds nothing, or cannot be read, keeps nobody from looking at files and peers.
    init(_ store: Store) throws {
        let library = ReviewLibrary()
        let live = try? store.liveGeneration()?.certificates("identity.pem").first
        reviewer = Reviewer(
            library: library, trusted: (try? store.trustedDER()) ?? [], storedIdentity: live, now: SystemClock.now())
        loader = ReviewLoader(library: library, storedIdentity: live)
    }
}
