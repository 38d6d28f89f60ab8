/// The moments of a commit at which a run can die with something new on the disk.
package enum CommitStep: String, CaseIterable, Sendable {
    /// The store's folders exist.
    case foldersMade
    /// The pending folder exists, empty.
    case pendingMade
    /// A file was written; comes once for each.
    case fileWritten
    /// Every file and the pending folder are on the disk.
    case filesOnDisk
    /// The files passed the caller's check.
    case verified
    /// The trusted certificates wait beside their final names.
    case trustedStaged
    /// The link to come and the link to go back wait beside `live`, on the disk with the trusted certificates.
    case linksStaged
    /// The generation has its number, and is not live.
    case numbered
    /// The generation is live.
    case switched
    /// The trusted certificates have their names.
    case trustedInstalled
    /// The journal has its line.
    case journaled
}
