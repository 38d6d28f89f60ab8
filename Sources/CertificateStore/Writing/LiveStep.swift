/// The moments of pointing `live` to another generation, and of adopting, at which a run can die with something new on the disk.
package enum LiveStep: String, CaseIterable, Sendable {
    /// The link to come waits beside `live`.
    case linkMade
    /// What was in the place of the link has another name, and `live` is missing: only on a file system where two names
    /// cannot change places in one step.
    case setAside
    /// `live` leads to the generation.
    case switched
    /// The machine is noted.
    case noted
    /// The journal has its line.
    case journaled
    /// The copy of a generation that was in the place of the link is about to be removed.
    case dropped
    /// What was in the place of the link is settled.
    case settled
}
