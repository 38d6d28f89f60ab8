import ArgumentParser
import CertificateModel
import CertificateStore
import Lines
import Operations

/// Renews what is due; the systemd timer calls it.
struct RenewCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "renew",
        abstract: "Renew the certificates if, and only if, something is due: for a timer.",
        discussion: """
            Something is due if the identity expires within 60 days (or a third of its life, if that is shorter), if it \
            lacks a name or an address of this host, if the root expires soon, or if the clock was wrong when the \
            certificates were made. The same holds if a certificate is not valid yet: at once if the clock is \
            synchronised, else if a second run finds that at least 12 hours later. A renewed root keeps its key. A third \
            party's certificates are not renewed: there is a warning instead. For a changed name or address alone, the \
            identity is renewed at most once an hour. Deploy hooks that failed run again.
            """)

    @Flag(help: "Show what would be done, and do nothing.")
    var dryRun = false

    @Flag(help: "Renew the identity even if nothing is due, or less than an hour after the last renewal.")
    var force = false

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let installation = options.installation
        var handoff = try installation.handoff(command: "renew")
        let (state, generation) = try ServerInspection(installation, handoff.site).state(asksEndpoints: false)
        let reasons = state.renewal.reasons.map(\.sentence)
        let left = Left(state: state, generation: generation, reasons: reasons, handoff: handoff)
        let doubts = state.renewal.unconfirmed.map { [$0.sentence] } ?? []
        switch try Renewal(installation, isForced: force).run(state, isDryRun: dryRun) {
        case .notDue(clockIsWrong: false): try leave(left, doubts)
        case .notDue(clockIsWrong: true):
            try leave(
                left, ["this server's clock says \(state.now), which is plainly wrong: nothing is checked or renewed"])
        case .postponed(let end):
            for reason in reasons { Console.talk("due: \(reason)") }
            try leave(left, doubts, postponedUntil: end)
        case .left(let owner): try leave(left, reasons.map { "\($0): \(Self.advice(for: owner))" } + doubts)
        case .issued(let prepared, let generation):
            for reason in reasons { Console.talk("due: \(reason)") }
            handoff.reason = Renewal.journalReason(reasons)
            var report = RegenerateCommand.report(prepared, generation)
            report.reasons = reasons
            report.warnings += prepared.confirmation.losses
            if dryRun { report.wouldChange = true } else { report.handoff = handoff.perform(from: prepared.replaces) }
            try report.print(as: options.outputFormat)
        }
    }

    /// What the owner has to do, if this program may not renew.
    private static func advice(for owner: Renewal.Owner) -> String {
        switch owner {
        case .authority: "ask the certificate authority for a new certificate (\"keyturn request\"), and import it"
        case .operator: "run \"keyturn regenerate\", because automatic renewal is off"
        }
    }

    /// A generation that is not renewed, and why something is due.
    private struct Left {
        let state: ServerState
        let generation: Generation
        let reasons: [String]
        let handoff: Handoff
    }

    /// Issues nothing, and repeats a hand-off that failed or never began.
    private func leave(_ left: Left, _ warnings: [String], postponedUntil end: Timestamp? = nil) throws {
        for warning in warnings { Console.talk("warning: \(warning)") }
        let owed =
            dryRun && left.handoff.isOwed(left.state.handoff)
            ? "due: the deploy hooks of generation \(left.generation.number)" : nil
        if let owed { Console.talk(owed) }
        let outcome = dryRun ? nil : left.handoff.makeUp(for: left.state.handoff)
        switch options.outputFormat {
        case .json:
            var report = CertificateReport(try StoredReview(left.generation, of: options.installation))
            report.reasons = left.reasons
            if dryRun { report.wouldChange = false }
            report.warnings += warnings + [owed].compactMap(\.self)
            report.postponedUntil = end?.description
            report.handoff = outcome
            try report.print(as: .json)
        case .table:
            if let end {
                try Console.say(
                    "The renewal is postponed until \(end): the last one was less than an hour ago. "
                        + "\"keyturn renew --force\" does not wait.")
            } else if warnings.isEmpty, owed == nil {
                try Console.say("Nothing is due: \(left.state.renewal.ahead).")
            }
            try outcome.map(HandoffReport.init)?.tell(isTable: true)
        }
    }
}
