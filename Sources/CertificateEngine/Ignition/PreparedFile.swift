/// A file of a generation that is not written yet.
public struct PreparedFile: Sendable {
    /// The contents, and who may read them.
    public enum Content: Sendable {
        /// A certificate: everybody may read it.
        case open([UInt8])
        /// A private key: only the owner may read it.
        case secret(SecretBytes)
    }

    /// Its name in the generation's folder.
    public let name: String
    /// Its contents.
    public let content: Content

    /// A file of this name and contents.
    public init(name: String, content: Content) {
        self.name = name
        self.content = content
    }
}
