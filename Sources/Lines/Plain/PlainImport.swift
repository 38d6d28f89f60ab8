import CertificateEngine
import CertificateModel
import CertificateStore
import Operations

/// The wizard's import, line by line.
struct PlainImport {
    private let installation: Installation
    private let importing: Import
    private let prompt: Prompt

    init(_ installation: Installation, _ prompt: Prompt) {
        self.installation = installation
        self.prompt = prompt
        importing = Import(installation, command: "keyturn", isFirst: true)
    }

    /// Asks for files and level until the level accepts the set. Shows the set, and writes it if the operator confirms. The
    /// previous answers are offered again. Without a server, the set is for the one whose signing request it answers.
    func run(_ server: ServerIdentity?, _ paths: inout [String]) throws {
        Console.talk("Import needs the server's certificate, its private key, and its chain up to the root.")
        var passphrases = try Passphrases(file: nil, mayAsk: InputLines.isTerminal)
        var (files, chosen, level) = (paths.joined(separator: ", "), paths, CheckLevel.medium)
        defer { paths = chosen }
        var prepared: Import.Prepared?
        var isWritten = false
        while !isWritten {
            try prompt.ask([
                {
                    prepared = try read(&files, &chosen, &passphrases, server)
                    return true
                },
                {
                    guard var set = prepared else { return false }
                    level = try prompt.ask(
                        "Level: \(CheckLevel.names)", level.description,
                        help: "How strict the checks are. medium asks for a whole chain that clients accept."
                    ) { text throws(Refusal) in try CheckLevel(name: text) }
                    set.judgement = set.judgement.with(level)
                    isWritten = try write(set, &passphrases)
                    return true
                },
            ])
        }
    }

    /// Shows a set, and writes it if the operator confirms; false where the level refuses it.
    private func write(_ prepared: Import.Prepared, _ passphrases: inout Passphrases) throws -> Bool {
        let judgement = prepared.judgement
        for certificate in judgement.certificates { Console.talk(PlainRows.text(of: certificate.table)) }
        Console.talk(ThirdPartyReport(judgement).text)
        guard judgement.refusals.isEmpty else {
            for warning in judgement.warnings { Console.talk("warning: \(warning)") }
            judgement.refusals.forEach(Prompt.show)
            return false
        }
        guard let consent = try prompt.consent(to: prepared.confirmation) else { throw Prompt.left }
        let handoff = try installation.handoff(command: importing.command)
        _ = try importing.commit(prepared, consent)
        passphrases.forget()
        try Console.say(Success.imported(installation.store.layout.live))
        try HandoffReport(handoff.perform(from: nil)).tell(isTable: true)
        return true
    }

    private func read(
        _ files: inout String, _ paths: inout [String], _ passphrases: inout Passphrases, _ server: ServerIdentity?
    ) throws -> Import.Prepared {
        while true {
            (files, paths) = try prompt.ask(
                "Files or folders, separated by commas", files,
                help: "One PKCS #12 file often holds everything. Otherwise: the certificate, its private key, and the "
                    + "certificates of its issuers. A key that a signing request made is on this server already."
            ) { text throws(Refusal) in
                let paths = text.split(separator: ",").map { String($0.drop { $0 == " " }) }
                guard !paths.isEmpty else { throw Refusal("\"\" is not a path", hint: "type the path of a file") }
                return (text, paths)
            }
            func prepare(serving served: [UInt8]? = nil) throws -> Import.Prepared {
                try prompt.lendingSignals {
                    try passphrases.prepare(importing, paths, for: { server }, level: .medium, served: served)
                }
            }
            do {
                do { return try prepare() } catch OperationError.severalIdentities(let several) {
                    return try prepare(serving: try prompt.served(among: several))
                }
            } catch is Prompt.Back {
                continue
            } catch let failure as CommandFailure where failure.status == .left {
                throw failure
            } catch let ended as Prompt.Ended {
                throw ended
            } catch {
                Prompt.show(CommandFailure(any: error))
            }
        }
    }
}
