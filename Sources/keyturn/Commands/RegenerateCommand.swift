import SettingsFile
import ArgumentParser
import CertificateEngine
import CertificateModel

/// Issues certificates anew where a name or an address changed, or the end is near.
struct RegenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regenerate",
        abstract: "Issue the identity anew under its root, or the root itself; what changes is shown first.",
        discussion: """
            The names come from what the store knows of the server and from the addresses that this host has now, or \
            from --answers. The identity gets a new key unless --keep-key says otherwise, and the root keeps its key \
            unless --new-key says otherwise: then everybody has to trust the new root.
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
        help: ArgumentHelp("Who this server is now, as for \"ignite\".", valueName: "FILE"), completion: .file())
    var answers: String?

    @Flag(help: "Let names go that the identity has now.")
    var allowNameLoss = false

    @Flag(help: "Show what would change, and write nothing.")
    var dryRun = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard RegenerationChoice.Subject(rawValue: subject) != nil else {
            throw ValidationError("\(VisibleText.quoted(subject)) cannot be regenerated: use identity or root")
        }
        guard !(newKey && keepKey) else { throw ValidationError("--new-key and --keep-key exclude each other") }
    }

    mutating func run() throws {
        let subject = RegenerationChoice.Subject(rawValue: subject) ?? .identity
        let store = options.openStore()
        let regenerating = Regenerating(
            store: store, choice: RegenerationChoice(subject, keepsKey: newKey ? false : keepKey ? true : nil),
            command: "regenerate", allowsNameLoss: allowNameLoss)
        let given = try answers.map {
            try Answers(try SettingsReader.read(.answers, path: $0), defaults: try options.site().defaults)
        }
        if dryRun {
            let prepared = try regenerating.look(given)
            try Self.report(prepared).print(as: options.outputFormat)
            return try regenerating.check(prepared)
        }
        let handoff = try options.handoff(store, command: "regenerate")
        let (prepared, generation) = try regenerating.run(given)
        var report = Self.report(prepared, generation)
        report.handoff = handoff.perform(from: prepared.replaces)
        try report.print(as: options.outputFormat)
    }

    /// What was signed, and written where it has a generation.
    static func report(_ prepared: PreparedRegeneration, _ generation: Int? = nil) -> CertificateReport {
        var report = CertificateReport(prepared.ignition, plan: prepared.ignition.plan, changed: generation != nil)
        report.generation = generation
        report.warnings = prepared.warnings
        report.difference = DifferenceReport(prepared.difference)
        return report
    }
}
