public import ArgumentParser
import CertificateEngine
public import CertificateModel
import Glibc
import Lines
import Operations

extension ExportChoice.Part: ExpressibleByArgument {}
extension ExportChoice.Form: ExpressibleByArgument {}

/// Writes certificates of the store, and the identity's private key, for other programs.
struct ExportCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "export",
        abstract: "Export the live certificates, and the identity's private key, in the form another program takes.",
        discussion: """
            identity is the server's certificate, root what clients trust, chain the certificates that signed the \
            identity, and bundle the identity with its chain. p12 (PKCS #12), p12-legacy and combined are for the identity \
            alone: they hold its private key and its chain. The root's private key is never exported.

            p12 and p12-legacy are encrypted with a passphrase, which is asked for twice on a terminal, or is the first \
            line of --passphrase-file. It cannot be empty. In combined, the key is not encrypted.
            """)

    @Argument(help: "What to export.")
    var part: ExportChoice.Part

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("The form; p12-legacy is for appliances that refuse p12.", valueName: "form"))
    var form: ExportChoice.Form

    @Option(
        help: ArgumentHelp("Where to write it: a new file, or - for standard output.", valueName: "FILE"),
        completion: .file())
    var out: String

    @Option(
        help: ArgumentHelp("The passphrase for p12 and p12-legacy: the first line of FILE.", valueName: "FILE"),
        completion: .file())
    var passphraseFile: String?

    @OptionGroup var options: GlobalOptions

    private var isOutput: Bool { out == "-" }

    func validate() throws {
        guard !isOutput || options.outputFormat == .table else {
            throw ValidationError("--format json has no room on standard output beside --out -: name a file")
        }
        guard passphraseFile == nil || form == .p12 || form == .legacyP12 else {
            throw ValidationError("--passphrase-file is for p12 and p12-legacy: \(form.rawValue) is not encrypted")
        }
    }

    mutating func run() throws {
        let choice = try ExportChoice(part, as: form)
        if isOutput, !choice.isPrintable, isatty(STDOUT_FILENO) == 1 { throw Self.refusal(of: choice) }
        let export = Export(options.installation)
        let found = try export.find(choice, for: isOutput ? nil : out)
        let passphrase = choice.isEncrypted ? try NewPassphrase.given(in: passphraseFile, mayAsk: options.mayAsk) : nil
        guard !isOutput else {
            return try export.make(found, passphrase).withUnsafeBytes { bytes throws(CommandFailure) in
                try Console.say(bytes)
            }
        }
        try export.write(found, passphrase, to: out)
        switch options.outputFormat {
        case .table: try Console.say(choice.written(to: out))
        case .json: try Console.say(json: ExportReport(found, file: out))
        }
    }

    /// Why something is not written to a terminal.
    private static func refusal(of choice: ExportChoice) -> CommandFailure {
        CommandFailure(
            status: .usage,
            problem: choice.holdsKey
                ? "\"\(choice.words)\" holds a private key, which is not shown on a terminal"
                : "\"\(choice.words)\" is not text, and standard output is a terminal",
            hint: "name a new file with --out FILE, or send standard output to a file or a program",
            kind: "not-for-terminals")
    }
}
