/// A folder of this host from which an operator may take files.
public struct Place: Hashable, Sendable {
    /// What it is called: fit to be shown.
    public let label: String
    /// Its path, as it is.
    public let path: String
    /// Whether it is a removable medium, which an operator carries to another machine.
    public let isRemovable: Bool

    /// A folder under a label.
    public init(label: String, path: String, isRemovable: Bool = false) {
        self.label = label
        self.path = path
        self.isRemovable = isRemovable
    }
}
