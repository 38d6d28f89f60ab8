import CertificateModel
import CertificateStore

/// Makes a store one of this machine, where it was moved or restored.
public struct Adoption: Sendable {
    /// What came of it.
    public struct Result: Hashable, Sendable {
        /// The live generation.
        public let generation: Int
        /// Whether `live` is a link to it again: a copy had made a folder of it.
        public let isLinkedAgain: Bool
        /// Whether the store notes this machine, and did not before.
        public let isNoted: Bool

        /// Whether anything was changed.
        public var isChanged: Bool { isLinkedAgain || isNoted }
    }

    let installation: Installation

    private var store: Store { installation.store }

    /// The adoption of a store.
    public init(_ installation: Installation) { self.installation = installation }

    /// Notes this machine in the store, and makes a link of `live` again.
    ///
    /// A folder in the place of the link is removed if a generation has all of it, which then is live. Throws `unknownLive`
    /// where it is not such a copy, `noneLive`, and `notIgnited`; then nothing was changed.
    public func perform() throws(OperationError) -> Result {
        try OperationError.facts {
            // A store that is not there is not made only to say so.
            guard let newest = try store.generations().last else {
                throw OperationError.notIgnited(store: store.layout.folder)
            }
            return try store.withLock { writer in try adopt(newest, &writer) }
        }
    }

    private func adopt(_ newest: Int, _ writer: inout Writer) throws -> Result {
        let linked = try store.linkedNumber()
        guard let live = linked ?? writer.copiedGeneration() else { throw unknown(newest) }
        let result = Result(generation: live, isLinkedAgain: linked == nil, isNoted: try !store.notesThisMachine())
        guard result.isChanged else { return result }
        let reasons =
            (result.isLinkedAgain ? ["\"live\" was a folder"] : [])
            + (result.isNoted ? ["the machine was another, or not noted"] : [])
        try writer.adopt(
            live: result.isLinkedAgain ? live : nil,
            journal: installation.journalEntry(
                generation: live, command: "adopt", reason: reasons.joined(separator: "; "),
                result: JournalEntry.adopted))
        return result
    }

    /// Why no generation is known to be live: something else is in the place of the link, or nothing is.
    private func unknown(_ newest: Int) -> OperationError {
        do { _ = try store.liveNumber() } catch {
            return .unknownLive(path: store.layout.live, newest: newest)
        }
        return .noneLive(store: store.layout.folder, newest: newest)
    }
}
