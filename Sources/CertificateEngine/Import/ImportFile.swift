/// A file that the operator named, in memory.
public struct ImportFile: Sendable {
    /// Its name, for sentences. The name does not tell the format; the contents do.
    public let name: String
    /// Its octets, which may contain a private key.
    public let contents: SecretBytes

    /// A file of this name and these octets.
    public init(name: String, contents: SecretBytes) {
        self.name = name
        self.contents = contents
    }
}
