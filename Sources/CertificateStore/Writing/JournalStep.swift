/// The moments of a rotation of the journal at which a run can die with something new on the disk.
package enum JournalStep: String, CaseIterable, Sendable {
    /// The new journal waits under a name of its own.
    case written
    /// The old one is an older part, and there is none of its name.
    case archived
    /// The new one has the name.
    case replaced
}
