/// A file of a generation to come, with the contents that it will have.
public struct PreparedFile: Sendable {
    /// The contents, and with them who may read the file.
    public enum Content: Sendable {
        /// A certificate, for anybody.
        case open([UInt8])
        /// A private key, for the owner alone.
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
