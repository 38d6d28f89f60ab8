import SettingsFile
import ArgumentParser
import CertificateEngine
import CertificateModel
import CertificateStore
import Host

/// Issues both certificates without asking.
struct IgniteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ignite", abstract: "Issue this server's certificates from an answers file, without asking.",
        discussion: """
            Without --answers, everything is taken from this host: LAN1 and LAN2 are its first two Ethernet ports, and \
            the host name is what reverse DNS or the MAC address gives. "keyturn answers" prints a file to start from.
            """)

    @Option(
        help: ArgumentHelp("The answers, in TOML or JSON; - reads standard input.", valueName: "FILE"),
        completion: .file())
    var answers: String?

    @Option(
        help: "interoperable (what clients accept) or documented (every row as the vendor's page has it).",
        completion: .list(Profile.allCases.map(\.rawValue)))
    var profile: String?

    @Flag(help: "Show what would be written, and write nothing.")
    var dryRun = false

    @Flag(help: "Replace the certificates of a server that is ignited already; the old ones stay in the history.")
    var replace = false

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let facts = HostInspector.facts()
        let answers = try readAnswers(facts)
        let store = options.openStore()
        if case .imported(let files, let passphraseFile) = answers.source {
            return try importSet(files, passphraseFile, answers, facts, store)
        }
        let ignition = Ignition(store: store, mayReplace: replace, command: "ignite")
        try ignition.checkStore()

        // The keys take longest, and need no plan: they are made while reverse DNS is asked.
        let keys = KeyMaterialGenerator()
        keys.start()
        let (plan, warnings) = try Planning.plan(answers, facts)
        let prepared = try PreparedIgnition(plan: plan, keys: keys.wait())
        var report = CertificateReport(prepared, plan: plan, changed: !dryRun)
        report.warnings = warnings
        if !dryRun {
            let (handoff, before) = (try options.handoff(store, command: "ignite"), try store.liveNumber())
            report.generation = try ignition.commit(prepared, plan: plan)
            report.handoff = handoff.perform(from: before)
        }
        try report.print(as: options.outputFormat)
    }

    /// Takes a third party's set in, for the server that the answers describe.
    private func importSet(
        _ files: [String], _ passphraseFile: String?, _ answers: Answers, _ facts: HostFacts, _ store: Store
    ) throws {
        try Ignition(store: store, mayReplace: replace, command: "ignite").checkStore()
        var passphrases = try Passphrases(file: passphraseFile, options)
        let importing = Importing(store: store, command: "ignite", isFirst: !replace)
        let prepared = try importing.prepare(Importing.read(files, &passphrases))
        let judgement = Judgement(
            prepared.set, for: try Planning.server(answers, facts), level: .medium, now: facts.clock.reading)
        try ImportCommand.finish(
            importing, prepared, judgement, isDryRun: dryRun, options, warnings: answers.remarks)
    }

    private func readAnswers(_ facts: HostFacts) throws -> Answers {
        let defaults = try options.site().defaults
        var result: Answers
        if let path = answers {
            result = try Answers(try SettingsReader.read(.answers, path: path), defaults: defaults)
        } else {
            result = Answers.fromHost(facts, defaults: defaults)
        }
        if let profile { result.profile = try Profile(name: profile) }
        return result
    }
}
