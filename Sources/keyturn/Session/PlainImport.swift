import CertificateStore
import CertificateEngine
import CertificateModel
import Operations

/// The wizard's import, line by line.
struct PlainImport {
    private let installation: Installation
    private let importing: Import
    private let options: GlobalOptions

    init(_ installation: Installation, _ options: GlobalOptions) {
        self.installation = installation
        self.options = options
        importing = Import(installation, command: "keyturn", isFirst: true)
    }

    /// Asks for files and level until the level accepts the set. Shows the set, and writes it if the operator confirms. The
    /// previous answers are offered again.
    func run(_ server: ServerIdentity) throws {
        Console.talk("Import needs the server's certificate, its private key, and its chain up to the root.")
        var passphrases = try Passphrases(file: nil, options)
        var (files, level) = ("", CheckLevel.medium)
        while true {
            var prepared = try read(&files, &passphrases, server)
            level = try Prompt.ask("Level: \(CheckLevel.names)", level.description) { text throws(Refusal) in
                try CheckLevel(name: text)
            }
            let judgement = prepared.judgement.with(level)
            prepared.judgement = judgement
            for certificate in judgement.certificates {
                Console.talk(PlainTable.text(of: certificate.table, columns: Console.columns))
            }
            Console.talk(ThirdPartyReport(judgement).text)
            if !judgement.refusals.isEmpty {
                for warning in judgement.warnings { Console.talk("warning: \(warning)") }
                judgement.refusals.forEach(Prompt.show)
                continue
            }
            let handoff = try installation.handoff(command: importing.command)
            _ = try importing.commit(prepared, try Prompt.consent(to: prepared.confirmation))
            try Console.say(Success.imported(installation.store.layout.live))
            return try HandoffReport(handoff.perform(from: nil)).tell(isTable: true)
        }
    }

    private func read(
        _ files: inout String, _ passphrases: inout Passphrases, _ server: ServerIdentity
    ) throws -> Import.Prepared {
        while true {
            let paths: [String]
            (files, paths) = try Prompt.ask("Files or folders, separated by commas", files) { text throws(Refusal) in
                let paths = text.split(separator: ",").map { String($0.drop { $0 == " " }) }
                guard !paths.isEmpty else { throw Refusal("\"\" is not a path", hint: "type the path of a file") }
                return (text, paths)
            }
            do {
                return try passphrases.prepare(importing, paths, for: { server }, level: .medium)
            } catch let failure as CommandFailure where failure.status == .left {
                throw failure
            } catch {
                let failure = CommandFailure(any: error)
                Prompt.show(Refusal(failure.problem, hint: failure.hint))
            }
        }
    }
}
