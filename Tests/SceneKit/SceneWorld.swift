/// How the world around the wizard behaves; `ordinary` where the header says nothing.
///
/// Every other world is one that a real terminal cannot be brought into at a chosen moment, so its scenes are played
/// against the pure wizard alone.
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
    /// The store cannot be written.
    case full
    /// The answers cannot be saved.
    case readonly
}
