/// The moments of making and of dropping a signing request at which a run can die with something new on the disk.
package enum RequestStep: String, CaseIterable, Sendable {
    /// The store's folders exist.
    case foldersMade
    /// The pending folder exists, empty.
    case pendingMade
    /// A file was written; comes once for each.
    case fileWritten
    /// Every file and the pending folder are on the disk.
    case filesOnDisk
    /// The request has its number.
    case numbered
    /// The journal has the line of the new request.
    case journaled

    /// The request to be dropped has lost its number.
    case setAside
    /// The journal says that it was dropped.
    case dropJournaled
    /// Its files are gone.
    case removed

    /// Those of making one.
    package static let making: [RequestStep] = [
        .foldersMade, .pendingMade, .fileWritten, .filesOnDisk, .numbered, .journaled,
    ]
}
