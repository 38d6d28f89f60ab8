import CertificateEngine
import CertificateModel
import Host

/// The wizard's import, line by line.
struct PlainImport {
    let importing: Importing
    let options: GlobalOptions

    /// Asks for the files and for the level until they are a set that it lets in, shows it, and writes it if the operator
    /// says so. What was answered is offered again.
    func run(_ server: ServerIdentity) throws {
        Console.talk("Needed: the server's certificate, its private key, and the certificates that signed it.")
        var passphrases = try Passphrases(file: nil, options)
        var (files, level) = ("", CheckLevel.medium)
        while true {
            let prepared = try read(&files, &passphrases)
            level = try Prompt.ask("Level: \(CheckLevel.names)", level.description) { text throws(Refusal) in
                try CheckLevel(name: text)
            }
            let judgement = Judgement(prepared.set, for: server, level: level, now: SystemClock.now())
            for certificate in judgement.certificates {
                Console.talk(PlainTable.text(of: certificate.table, columns: Console.columns))
            }
            Console.talk(ThirdPartyReport(judgement).text)
            for warning in judgement.warnings { Console.talk("warning: \(warning)") }
            if !judgement.refusals.isEmpty {
                judgement.refusals.forEach(Prompt.show)
                continue
            }
            guard try Prompt.confirm("Write these certificates?") else { throw Prompt.left }
            let handoff = try options.handoff(importing.store, command: importing.command)
            _ = try importing.commit(prepared, judgement)
            try Console.say(importing.success)
            return try HandoffReport(handoff.perform(from: nil)).tell(isTable: true)
        }
    }

    private func read(_ files: inout String, _ passphrases: inout Passphrases) throws -> PreparedImport {
        while true {
            let paths: [String]
            (files, paths) = try Prompt.ask("Files or folders, with commas", files) { text throws(Refusal) in
                let paths = text.split(separator: ",").map { String($0.drop { $0 == " " }) }
                guard !paths.isEmpty else { throw Refusal("\"\" is not a path", hint: "type the path of a file") }
                return (text, paths)
            }
            do {
                return try importing.prepare(Importing.read(paths, &passphrases))
            } catch let failure as CommandFailure where failure.status == CommandFailure.Status.left.rawValue {
                throw failure
            } catch {
                let failure = CommandFailure(describingAny: error)
                Prompt.show(Refusal(failure.problem, hint: failure.hint))
            }
        }
    }
}
