/// Certificates that were signed in memory: what is shown of them before they are written.
public struct RegenerationPreview: Hashable, Sendable {
    /// The number of the preparation: what is written is what this number stands for, and nothing else.
    public let id: Int
    /// What they change.
    public let difference: Difference
    /// The root's 17 rows; nil where the root stays as it is.
    public let root: FieldTable?
    /// The identity's 17 rows.
    public let identity: FieldTable
    /// The profile that they follow.
    public let profile: Profile
    /// What is confirmed before they are written.
    public var confirmation: Confirmation
    /// What a wrong clock does to their dates; nil where the clock is plausible.
    public let clockWarning: String?

    /// What was prepared.
    public init(
        id: Int, difference: Difference, root: FieldTable?, identity: FieldTable, profile: Profile,
        confirmation: Confirmation, clockWarning: String? = nil
    ) {
        self.id = id
        self.difference = difference
        self.root = root
        self.identity = identity
        self.profile = profile
        self.confirmation = confirmation
        self.clockWarning = clockWarning
    }
}
