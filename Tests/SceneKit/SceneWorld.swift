/// How the world around the program behaves; `ordinary` where the header says nothing.
///
/// Every other world is one that a real terminal cannot be brought into at a chosen moment, so its scenes are played
/// against the pure screens alone.
package enum SceneWorld: String, CaseIterable, Sendable {
    /// Everything works.
    case ordinary
    /// The engine has not signed yet.
    case signing
    /// Reverse DNS has not answered yet.
    case asking
    /// A folder is still being looked into.
    case looking
    /// Files are still being read.
    case reading
    /// A signing request waits in the store for its certificate, which the identity of the medium is.
    case requested
    /// The certificates cannot be made.
    case unsigned
    /// Peers are shown: one serves what the store holds, one does not, and one does not answer.
    case peers
    /// Thousands of certificates are shown.
    case many
    /// Certificates are shown whose makers meant to do harm.
    case hostile
    /// All is well with a server that issued its own certificates.
    case well
    /// Little is well with a server whose certificates were imported.
    case unwell
    /// The store cannot be written.
    case full
    /// The answers cannot be saved.
    case readonly
}
