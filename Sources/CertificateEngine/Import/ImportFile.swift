/// A file that an operator gave, read whole.
public struct ImportFile: Sendable {
    /// Its name, for sentences; what the file is, only its contents say.
    public let name: String
    /// Its octets, which may hold a key.
    public let contents: SecretBytes

    /// A file of this name and these octets.
    public init(name: String, contents: SecretBytes) {
        self.name = name
        self.contents = contents
    }
}
