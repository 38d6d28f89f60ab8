import ArgumentParser
import CertificateModel
import CertificateStore
import Lines
import Operations

/// Imports certificates that a third party issued.
struct ImportCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "import",
        abstract: "Import the certificates that a certificate authority issued for this server.",
        discussion: """
            PATH is a file or a folder, in any order. The contents say whether a file is PKCS #12, PEM, DER or PKCS #7. \
            Import needs the server's certificate, its chain up to the root, and its private key, unless that waits in \
            the store (see "keyturn request"). On a terminal, the set is shown, and nothing is written before you confirm \
            it.
            """)

    @Argument(
        help: ArgumentHelp("Files, or folders with the files in them.", valueName: "PATH"), completion: .file())
    var paths: [String]

    @Option(
        help: ArgumentHelp("The passphrase of encrypted files: the first line of FILE.", valueName: "FILE"),
        completion: .file())
    var passphraseFile: String?

    @Option(
        help: "How strict the checks are: \(CheckLevel.names).",
        completion: .list(CheckLevel.all.map(\.description)))
    var level = CheckLevel.medium.description

    @Flag(help: "Allow the loss of names that the server has now, and a set that covers none of them.")
    var allowNameLoss = false

    @Flag(help: "Show what would be written, and write nothing.")
    var dryRun = false

    @OptionGroup var asking: ConsentOptions

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let level = try CheckLevel(name: level)
        let importing = Import(options.installation, command: "import")
        let prepared = try Passphrases.prepare(
            importing, paths, file: passphraseFile, mayAsk: options.mayAsk, level: level)
        // Whoever names the set of an authority names its root.
        try Self.finish(
            importing, prepared, isDryRun: dryRun, asking, options,
            allowing: allowNameLoss ? [.newRootKey, .namesLost, .noNameCovered] : [.newRootKey])
    }

    /// Writes the set, unless the level refuses it, and prints its report.
    static func finish(
        _ importing: Import, _ prepared: Import.Prepared, isDryRun: Bool, _ asking: ConsentOptions,
        _ options: GlobalOptions, allowing named: Set<Danger.Kind>
    ) throws {
        let refusals = prepared.judgement.refusals
        if let refusal = refusals.first {
            var failure = CommandFailure(any: refusal)
            failure.also = refusals.dropFirst().map(\.problem)
            throw failure
        }
        var report = CertificateReport(prepared.judgement)
        report.warnings = prepared.confirmation.warnings
        if isDryRun { report.wouldChange = !prepared.isLive }
        if prepared.isLive {
            report.warnings.append("this server holds exactly this set already")
        } else if !isDryRun {
            let installation = options.installation
            let handoff = try installation.handoff(command: importing.command)
            let before = try installation.store.liveNumber()
            let consent = try asking.consent(to: prepared.confirmation, &report, options, allowing: named)
            report.generation = try importing.commit(prepared, consent)
            report.changed = report.generation != nil
            report.handoff = handoff.perform(from: before)
        }
        try report.print(as: options.outputFormat)
        if isDryRun, !prepared.isLive { try asking.check(prepared.confirmation, options, allowing: named) }
    }
}
