import ArgumentParser
import CertificateEngine
import CertificateModel
import CertificateStore
import Lines
import Operations

/// Issues both certificates of what was answered in a file.
struct IgniteCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "ignite", abstract: "Issue this server's certificates from an answers file.",
        discussion: """
            On a terminal, the certificates are shown, and nothing is written before you confirm it. Without a terminal, \
            or with --yes, nobody is asked. The documented profile then has to be named, by --profile or in the answers.

            Without --answers, everything is taken from this host: LAN1 is the port of the default route, else the first \
            with an address, LAN2 is the next, and the host name comes from reverse DNS or the MAC address. "keyturn \
            answers" prints a file to start from.
            """)

    @Option(
        help: ArgumentHelp("The answers, in TOML or JSON; - reads standard input.", valueName: "FILE"),
        completion: .file())
    var answers: String?

    @Option(
        help: "interoperable (what clients accept) or documented (every row as on Avaya's page).",
        completion: .list(Profile.allCases.map(\.rawValue)))
    var profile: String?

    @Flag(help: "Show what would be written, and write nothing.")
    var dryRun = false

    @Flag(help: "Replace the certificates of a server that is ignited already; the old ones stay in the history.")
    var replace = false

    @OptionGroup var asking: ConsentOptions

    @OptionGroup var options: GlobalOptions

    mutating func run() throws { try run(KeyMaterialGenerator()) }

    /// The same with a generator that may have started on the keys already.
    ///
    /// It starts before it is known whether keys are needed. If the run is refused, or the answers ask for an import, the keys
    /// are thrown away. That delays nothing: they are generated on other threads, which end with the process.
    func run(_ keys: KeyMaterialGenerator) throws {
        keys.start()
        let installation = options.installation
        let facts = installation.world.facts()
        let answers = try readAnswers(installation)
        let ignition = Ignition(installation, command: "ignite", mayReplace: replace)
        try ignition.checkStore()
        switch answers.source {
        case .selfSigned: break
        case .imported(let files, let passphraseFile):
            return try importSet(files, passphraseFile, answers, facts, installation)
        case .requested:
            throw Refusal(
                "the answers want a signing request (source = \"request\"), and \"ignite\" makes none",
                hint: "run \"keyturn request --answers FILE\", and \"keyturn import\" with what comes back")
        }
        let prepared = try ignition.prepare(answers, facts, keys: keys)
        var report = CertificateReport(prepared.certificates, changed: !dryRun)
        report.warnings = prepared.confirmation.warnings
        // Who is asked sees them in the question.
        if !asking.isAsking(options) { report.warnings += prepared.confirmation.losses }
        if dryRun { report.wouldChange = true }
        let named = dangersNamed(by: answers)
        if !dryRun {
            let (handoff, before) = (try installation.handoff(command: "ignite"), try installation.store.liveNumber())
            let consent = try asking.consent(to: prepared.confirmation, &report, options, allowing: named)
            report.generation = try ignition.commit(prepared, consent)
            keys.forget()
            report.handoff = handoff.perform(from: before)
        }
        try report.print(as: options.outputFormat)
        if dryRun { try asking.check(prepared.confirmation, options, allowing: named) }
    }

    /// A server that is replaced gets a root with a new key, and the names that the answers give it. The profile is named by
    /// the option or by the answers, and not by what the site has for every server.
    private func dangersNamed(by answers: Answers) -> Set<Danger.Kind> {
        var named: Set<Danger.Kind> = replace ? [.newRootKey, .namesLost] : []
        if answers.profile == .documented { named.insert(.documented) }
        return named
    }

    /// Imports a third party's set for the server that the answers describe.
    private func importSet(
        _ files: [String], _ passphraseFile: String?, _ answers: Answers, _ facts: HostFacts,
        _ installation: Installation
    ) throws {
        let importing = Import(installation, command: "ignite", isFirst: !replace)
        var prepared = try Passphrases.prepare(
            importing, files, file: passphraseFile, mayAsk: options.mayAsk,
            for: { try Planning(installation.world).server(answers, facts) }, level: .medium)
        prepared.warnings += answers.remarks
        try ImportCommand.finish(
            importing, prepared, isDryRun: dryRun, asking, options,
            allowing: dangersNamed(by: answers).union([.newRootKey]))
    }

    private func readAnswers(_ installation: Installation) throws -> Answers {
        var result = try answers.map { try installation.answers(in: $0) } ?? installation.defaultAnswers()
        if answers == nil { result.profile = nil }
        if let profile { result.profile = try Profile(name: profile) }
        return result
    }
}
