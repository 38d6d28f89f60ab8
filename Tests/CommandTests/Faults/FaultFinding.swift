/// Something that must not be after a fault.
struct FaultFinding: Sendable, CustomStringConvertible {
    /// The promises of the program, each a column of the table in Tests/README.md.
    enum Promise: String, CaseIterable {
        /// The store is not at one whole generation.
        case torn
        /// Parts of two states are live, or a run that failed has changed something, or one that succeeded has not.
        case mixed
        /// A fault has neither an exit status nor a sentence, or ended the program with a signal of its own.
        case silent
        /// Something is left behind, or a secret can be read by others.
        case leftover
    }

    let promise: Promise
    let text: String

    var description: String { "\(promise): \(text)" }

    init(_ promise: Promise, _ text: String) { (self.promise, self.text) = (promise, text) }
}
