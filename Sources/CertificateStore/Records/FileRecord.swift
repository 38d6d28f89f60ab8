/// What a manifest says about one file of its generation.
public struct FileRecord: Codable, Hashable, Sendable {
    /// The name of the file in the generation's folder.
    public let name: String
    /// The SHA-256 digest of its contents, lower-case hexadecimal.
    public let sha256: String
    /// Whether the contents are a secret, readable by the owner alone.
    public let secret: Bool
}
