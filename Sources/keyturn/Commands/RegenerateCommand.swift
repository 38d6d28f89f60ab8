import ArgumentParser
import CertificateModel
import Lines
import Operations

/// Regenerates certificates, because a name or an address has changed, or because they expire soon.
struct RegenerateCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "regenerate",
        abstract: "Regenerate the identity under its root, or the root itself, and show what changes.",
        discussion: """
            The names come from the store and from the addresses that this host has now, or from --answers. The identity \
            gets a new key, unless --keep-key is given. The root keeps its key, unless --new-key is given: then every \
            client has to trust the new root. On a terminal, nothing is written before you confirm what changes.
            """)

    @Argument(
        help: "identity or root. Default: identity.",
        completion: .list(RegenerationChoice.Subject.allCases.map(\.rawValue)))
    var subject = "identity"

    @Flag(help: "Make a new key.")
    var newKey = false

    @Flag(help: "Keep the key.")
    var keepKey = false

    @Option(
        help: ArgumentHelp(
            "The answers, as for \"ignite\". Default: what the store holds, with this host's addresses.",
            valueName: "FILE"), completion: .file())
    var answers: String?

    @Flag(help: "Allow the identity to lose names that it has now.")
    var allowNameLoss = false

    @Flag(help: "Show what would change, and write nothing.")
    var dryRun = false

    @OptionGroup var asking: ConsentOptions

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard RegenerationChoice.Subject(rawValue: subject) != nil else {
            throw ValidationError("\(VisibleText.quoted(subject)) cannot be regenerated: use identity or root")
        }
        guard !(newKey && keepKey) else { throw ValidationError("--new-key and --keep-key exclude each other") }
    }

    mutating func run() throws {
        let subject = RegenerationChoice.Subject(rawValue: subject) ?? .identity
        let installation = options.installation
        let regeneration = Regeneration(
            installation, RegenerationChoice(subject, keepsKey: newKey ? false : keepKey ? true : nil),
            command: "regenerate", reason: Renewal.presentReason(of: installation))
        let prepared = try regeneration.prepare(try answers.map { try installation.changedAnswers(in: $0) })
        // Only answers can bring in another profile, and they name it.
        var named: Set<Danger.Kind> = [.documented]
        if newKey { named.insert(.newRootKey) }
        if allowNameLoss { named.insert(.namesLost) }
        var report = Self.report(prepared)
        if dryRun {
            report.wouldChange = true
            try report.print(as: options.outputFormat)
            return try asking.check(prepared.confirmation, options, allowing: named)
        }
        let handoff = try installation.handoff(command: "regenerate", reason: regeneration.reason)
        let consent = try asking.consent(to: prepared.confirmation, &report, options, allowing: named)
        report.generation = try regeneration.commit(prepared, consent)
        report.changed = true
        report.handoff = handoff.perform(from: prepared.replaces)
        try report.print(as: options.outputFormat)
    }

    /// The report of signed certificates; they were written if there is a generation.
    static func report(_ prepared: Regeneration.Prepared, _ generation: Int? = nil) -> CertificateReport {
        var report = CertificateReport(prepared.certificates, changed: generation != nil)
        report.generation = generation
        report.warnings = prepared.confirmation.warnings
        report.difference = DifferenceReport(prepared.difference)
        return report
    }
}
