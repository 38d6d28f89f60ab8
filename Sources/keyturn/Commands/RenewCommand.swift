import ArgumentParser
import CertificateModel
import CertificateStore

/// What a timer calls.
struct RenewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Issue certificates anew if, and only if, something is due: for a timer.",
        discussion: """
            Due is the identity within 60 days of its end, or a third of its life where that is shorter; an address or a \
            name of this host that it lacks; the root near its end, which is renewed with its key; and certificates of a \
            time when the clock was wrong. A third party's certificates are left alone, with a warning. Deploy hooks that \
            failed are run again.
            """)

    @Flag(help: "Show what would be done, and do nothing.")
    var dryRun = false

    @Flag(help: "Issue the identity anew even if nothing is due.")
    var force = false

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let store = options.openStore()
        var handoff = try options.handoff(store, command: "renew")
        let inspector = StatusInspector(handoff: handoff)
        let found = try inspector.findings(asksEndpoints: false)
        let reasons = found.outlook.reasons.map(\.sentence)
        switch try Renewal(inspector: inspector, isForced: force).run(found, isDryRun: dryRun) {
        case .left(let warnings):
            for warning in warnings { Console.talk("warning: \(warning)") }
            try leave(found, warnings, handoff)
        case .issued(let prepared, let generation):
            for reason in reasons { Console.talk("due: \(reason)") }
            handoff.reason = Renewal.journalReason(reasons)
            var report = RegenerateCommand.report(prepared, generation)
            report.reasons = reasons
            report.warnings += prepared.difference.namesLost.map {
                "the identity no longer has the name \"\($0.bareText)\""
            }
            if generation != nil { report.handoff = handoff.perform(from: prepared.replaces) }
            try report.print(as: options.outputFormat)
        }
    }

    /// Nothing is issued; the hand-off is made up for where it failed or never came about.
    private func leave(_ found: StatusInspector.Findings, _ warnings: [String], _ handoff: Handoff) throws {
        let isOwed =
            (handoff.tellsServers || !handoff.site.endpoints.isEmpty) && found.handoff != .done
            && !Handoff.isInsideHook
        if isOwed, dryRun { Console.talk("due: the deploy hooks of generation \(found.generation.number)") }
        let outcome = isOwed && !dryRun ? handoff.retrying(found.handoff).perform(from: nil) : nil
        switch options.outputFormat {
        case .json:
            var report = try StoreReview.report(found.generation, level: nil)
            report.reasons = found.outlook.reasons.map(\.sentence)
            report.warnings += warnings
            report.handoff = outcome
            try report.print(as: .json)
        case .table:
            if warnings.isEmpty { try Console.say("Nothing is due: \(found.outlook.ahead).") }
            try outcome.map(HandoffReport.init)?.tell(isTable: true)
        }
    }
}
