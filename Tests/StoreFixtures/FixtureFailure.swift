/// A check of a fixture that did not hold.
public struct FixtureFailure: Error, CustomStringConvertible {
    /// What did not hold.
    public let description: String

    /// A failure with its sentence.
    public init(_ description: String) {
        self.description = description
    }
}
