import AnswersFile
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

    @Argument(help: "identity or root. Default: identity.")
    var subject = "identity"

    @Flag(help: "Make a new key.")
    var newKey = false

    @Flag(help: "Keep the key.")
    var keepKey = false

    @Option(help: ArgumentHelp("Who this server is now, as for \"ignite\".", valueName: "FILE"))
    var answers: String?

    @Flag(help: "Let names go that the identity has now.")
    var allowNameLoss = false

    @Flag(help: "Show what would change, and write nothing.")
    var dryRun = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard Regenerating.Subject(rawValue: subject) != nil else {
            throw ValidationError("\(VisibleText.quoted(subject)) cannot be regenerated: use identity or root")
        }
        guard !(newKey && keepKey) else { throw ValidationError("--new-key and --keep-key exclude each other") }
    }

    mutating func run() throws {
        let subject = Regenerating.Subject(rawValue: subject) ?? .identity
        let regenerating = Regenerating(
            store: options.openStore(), subject: subject, keepsKey: newKey ? false : keepKey || subject == .root,
            allowsNameLoss: allowNameLoss, command: "regenerate")
        let given = try answers.map {
            try Answers(try AnswersReader.read(path: $0), defaults: try options.site().defaults)
        }
        let (prepared, generation) = try regenerating.run(given, isDryRun: dryRun)
        var report = CertificateReport(prepared.ignition, plan: prepared.ignition.plan, changed: generation != nil)
        report.generation = generation
        report.warnings = prepared.warnings
        report.difference = DifferenceReport(prepared.difference)
        try report.print(as: options.outputFormat)
    }
}
