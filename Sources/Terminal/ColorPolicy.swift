/// Whether colour may be used.
public enum ColorPolicy: String, CaseIterable, Hashable, Sendable {
    /// If the terminal has colours.
    case auto
    /// No colour.
    case never
}
