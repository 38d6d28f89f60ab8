/// The signing request that a generation answers: its key is the generation's now, and its folder goes.
public struct CompletedRequest: Codable, Hashable, Sendable {
    /// The number of the request.
    public let number: Int
    /// The SHA-256 digest of its SubjectPublicKeyInfo, lower-case hexadecimal: another request that came to have the number
    /// is not taken for it.
    public let publicKeySHA256: String
}
