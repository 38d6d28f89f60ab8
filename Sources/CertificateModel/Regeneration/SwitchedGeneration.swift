/// The generation that is live after a switch.
public struct SwitchedGeneration: Hashable, Sendable {
    /// Its number.
    public let generation: Int
    /// The SHA-256 fingerprints of its certificates, as lower-case hexadecimal digits.
    public let rootFingerprint, identityFingerprint: String

    /// A generation and its fingerprints.
    public init(generation: Int, rootFingerprint: String, identityFingerprint: String) {
        self.generation = generation
        self.rootFingerprint = rootFingerprint
        self.identityFingerprint = identityFingerprint
    }
}
