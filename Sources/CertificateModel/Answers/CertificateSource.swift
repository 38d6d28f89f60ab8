/// Where the server's certificates come from.
public enum CertificateSource: Hashable, Sendable {
    /// The program issues them under a root of its own.
    case selfSigned
    /// A third party issued them: the files that hold them, and the file that holds the passphrase of their key.
    case imported(files: [String], passphraseFile: String?)
}
