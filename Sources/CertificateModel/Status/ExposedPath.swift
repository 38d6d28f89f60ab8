/// A private key of a store, or a folder with one in it, that others than its owner can read.
public struct ExposedPath: Hashable, Sendable {
    /// What others can read.
    public enum Kind: Hashable, Sendable {
        /// The key of the live root.
        case rootKey
        /// The key of the live identity.
        case identityKey
        /// A key that only earlier generations have.
        case formerKey
        /// The key of the signing request of this number.
        case requestKey(Int)
        /// A folder.
        case folder
    }

    /// The path.
    public let path: String
    /// What it is.
    public let kind: Kind

    /// A path that others can read.
    public init(_ path: String, _ kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// What is so, as one sentence without a full stop.
    public var sentence: String {
        let path = VisibleText.quoted(path)
        return switch kind {
        case .rootKey: "the root's private key is exposed: others can read \(path)"
        case .identityKey: "others can read the identity's private key \(path)"
        case .formerKey: "others can read \(path), the private key of an earlier generation"
        case .requestKey: "others can read \(path), the private key of a signing request"
        case .folder: "others can read the folder \(path)"
        }
    }

    /// The mode that keeps others out, as chmod(1) takes it.
    public var closedMode: String { kind == .folder ? "700" : "600" }
}
