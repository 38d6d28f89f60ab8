/// Whether colour may be used.
public enum ColorPolicy: String, CaseIterable, Hashable, Sendable {
    /// Where the terminal has it.
    case auto
    /// Nowhere.
    case never
}
