/// A folder from which an operator may take files.
public struct Place: Hashable, Sendable {
    /// What it is called: `Current folder`, `Removable: KEYS`.
    public let label: String
    /// Its path.
    public let path: String

    /// A folder and what it is called.
    public init(label: String, path: String) {
        self.label = label
        self.path = path
    }
}
