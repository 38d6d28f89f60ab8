import Glibc

/// A file of a generation to come: its name and its contents.
public struct GenerationFile: Sendable {
    /// The contents of a file, and with them who may read it.
    public enum Content: Sendable {
        /// Mode 0644. The folders around it have mode 0700, so this matters where a
        /// file is copied with its mode (`cp -p`, `tar`), which is what public files are for.
        case open([UInt8])
        /// Mode 0600: for the owner alone. Servers read their keys as root before they drop their rights.
        case secret(any SecretContent)
    }

    /// The name in the generation's folder.
    public let name: String
    /// The contents.
    public let content: Content

    /// A file with its contents.
    public init(_ name: String, _ content: Content) {
        self.name = name
        self.content = content
    }

    var isSecret: Bool {
        if case .secret = content { true } else { false }
    }

    var mode: mode_t { isSecret ? 0o600 : 0o644 }

    /// Lends the bytes for the time of the call.
    func withUnsafeBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        switch content {
        case .open(let bytes): try bytes.lend(body)
        case .secret(let secret): try secret.withUnsafeBytes(body)
        }
    }
}
