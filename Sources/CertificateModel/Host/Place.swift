/// A folder of this host from which an operator may take files.
public struct Place: Hashable, Sendable {
    /// What it is called: fit to be shown.
    public let label: String
    /// Its path, as it is.
    public let path: String

    /// A folder under a label.
    public init(label: String, path: String) {
        self.label = label
        self.path = path
    }
}
