import CertificateEngine
import CertificateModel
import CertificateStore

/// Issues a server's certificates anew: the identity under its root, or the root with the identity.
struct Regenerating: Sendable {
    let store: Store
    let choice: RegenerationChoice
    /// Which command this is, and why, for the journal.
    let command: String
    var reason: String?
    /// Whether names may go that the live identity has.
    var allowsNameLoss = false
    /// Whether addresses stay that the host merely lacks at the moment: where nobody watches.
    var keepsAbsent = false
    /// The generation that was live when this was decided on, where that matters: what was due may be done by now.
    var decidedOn: Int?

    /// Shows what would be written, also where `check` refuses it; no serial number is taken for it.
    func look(_ answers: Answers? = nil) throws -> PreparedRegeneration { try look(try draft(answers)) }

    /// Signs the certificates; the serial numbers that they take are used up, whatever becomes of them.
    func prepare(_ answers: Answers? = nil) throws -> PreparedRegeneration {
        let draft = try draft(answers)
        return try store.withLock { writer in try sign(draft, &writer) }
    }

    /// Writes the certificates that were prepared, and returns the number of their generation.
    func commit(_ prepared: PreparedRegeneration) throws -> Int {
        try store.withLock { writer in try write(prepared, &writer) }
    }

    /// Signs and writes at once. `answers` replace what the store knows of the server.
    func run(_ answers: Answers? = nil) throws -> (prepared: PreparedRegeneration, generation: Int) {
        let draft = try draft(answers)
        return try store.withLock { writer in
            let prepared = try sign(draft, &writer)
            return (prepared, try write(prepared, &writer))
        }
    }

    private func draft(_ answers: Answers?) throws -> RegenerationDraft {
        let draft = try RegenerationDraft(choice, store, answers, keepsAbsent: keepsAbsent)
        guard draft.live.number == decidedOn ?? draft.live.number else { throw wasOvertaken }
        return draft
    }

    private func sign(_ draft: RegenerationDraft, _ writer: inout Writer) throws -> PreparedRegeneration {
        try requireLive(draft.live.number)
        // Refused before a serial number is taken for it.
        try check(try look(draft))
        let prepared = try draft.sign { root, lowest in
            SerialNumber(octets: try writer.takeSerial(root: root, atLeast: lowest.octets))
        }
        if let next = prepared.ignition.identity.serial.value?.next {
            try writer.reserve(root: prepared.ignition.serialCounter, next: next.octets)
        }
        return prepared
    }

    private func write(_ prepared: PreparedRegeneration, _ writer: inout Writer) throws -> Int {
        try requireLive(prepared.replaces)
        return try Ignition(store: store, mayReplace: true, command: command).write(
            prepared.ignition, to: &writer, reason: reason ?? choice.reason, hadAddresses: prepared.hadAddresses)
    }

    /// Another run that was faster has made what was found before it worthless.
    private func requireLive(_ number: Int) throws {
        guard try store.liveNumber() == number else { throw wasOvertaken }
    }

    private var wasOvertaken: CommandFailure {
        let live = (try? store.liveNumber()).flatMap { $0 }.map { ": generation \($0) is live now" } ?? ""
        return CommandFailure(
            status: .tryAgain,
            problem: "another run has changed the store \(VisibleText.quoted(store.layout.folder)) meanwhile\(live)",
            hint: "begin again: what was to be done may be done")
    }

    private func look(_ draft: RegenerationDraft) throws -> PreparedRegeneration {
        try draft.sign { root, lowest in
            SerialNumber(octets: try store.nextSerial(root: root, atLeast: lowest.octets))
        }
    }

    /// Refuses what would lose names that nobody gave up.
    func check(_ prepared: PreparedRegeneration) throws {
        let lost = prepared.difference.namesLost.map { "\"\($0.bareText)\"" }
        guard !lost.isEmpty, !allowsNameLoss else { return }
        let more = lost.count > 5 ? " and \(lost.count - 5) more" : ""
        throw CommandFailure(
            status: .refused,
            problem: "the identity would lose the name\(lost.count == 1 ? "" : "s") "
                + lost.prefix(5).joined(separator: ", ") + more,
            hint:
                "use --allow-name-loss if no client uses \(lost.count == 1 ? "it" : "them") any more, or give the names "
                + "with --answers FILE, for which \"keyturn answers\" prints those of now")
    }
}
