import ArgumentParser
import CertificateModel
import CertificateStore
import Lines
import Operations
import Screens
import Terminal

/// The program: without a subcommand it is the wizard, or the home screen where the store holds certificates already.
struct Keyturn: KeyturnCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyturn",
        abstract: "Turn the key on a fresh server: see every field of its certificates before they are written.",
        discussion: """
            Without a subcommand, a wizard asks who this server is, shows both certificates field by field, and writes \
            them once they are confirmed.

            Exit status: 0 done, 64 wrong usage, 65 an answer, a file or a certificate was refused, 69 a server cannot \
            be reached or does not serve the new certificate, or a deploy hook failed, 70 a bug, 73 the store or the \
            output cannot be written, 75 another run holds the store, 77 no permission, 78 this system lacks what is \
            needed, 130 the operator left.
            """,
        version: SoftwareRelease.version,
        subcommands: [
            IgniteCommand.self, ImportCommand.self, RequestCommand.self, ReviewCommand.self, StatusCommand.self,
            RegenerateCommand.self, RenewCommand.self, WatchCommand.self, HistoryCommand.self, RollbackCommand.self,
            AdoptCommand.self, ExportCommand.self, AnswersCommand.self,
        ])

    @OptionGroup var options: GlobalOptions

    /// The command that these arguments ask for; throws a parser's error for wrong arguments, and for help.
    ///
    /// If the first argument names a command, only that command's parser is built: to build all of them takes longer than the
    /// command may run. Arguments that it rejects go to the parser of the whole program, whose messages name the program.
    static func asked(_ arguments: [String]) throws -> any ParsableCommand {
        let named = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        // For --help, the parser returns another command, which prints the help.
        if let named, let command = try? named.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == named {
            return command
        }
        return try parseAsRoot(arguments)
    }

    /// The parser's message and the usage, cleaned: they may quote the name of a file.
    static func refusal(of error: any Error) -> String {
        fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
            .map { VisibleText.cleaned($0) }.joined(separator: "\n")
    }

    /// What is wrong with the arguments, on one line.
    static func problem(of error: any Error) -> String {
        VisibleText.cleaned(message(for: error).split(separator: "\n").first.map(String.init) ?? "wrong usage")
    }

    mutating func run() throws {
        // A store with generations and no live one is not fresh: the home screen reports it, and nothing is ignited.
        if try options.installation.isIgnited() {
            // Whoever has not logged in may ignite, and no more.
            guard options.installation.world.hasLogin() else {
                return Console.talk("This server is ignited. Log in, and run \"keyturn\" to see its certificates.")
            }
            return try HomeScreen.show(options)
        }
        switch try options.chosenUI() {
        case .curses: try runOnTerminal()
        case .plain: try PlainWizard(options.installation).run()
        case .none:
            throw CommandFailure(
                status: .usage, problem: "\"--ui none\" asks nothing, and no answers were given",
                hint: "use \"keyturn ignite --answers FILE\"", kind: "no-answers")
        }
    }

    /// The full-screen wizard; on a terminal whose type is unknown, the one that asks line by line.
    private func runOnTerminal() throws {
        let session: ScreenSession
        do { session = try ScreenSession(igniting: options.watchedInstallation, options) } catch let error
            as TerminalError
            where options.ui == nil
        {
            Console.talk("\(error.problem): asking line by line.")
            return try PlainWizard(options.installation).run()
        }
        session.run()
        switch session.outcome {
        case .written(let isImport):
            let live = options.installation.store.layout.live
            try Console.say(isImport ? Success.imported(live) : Success.ignited(live))
            try session.handedOff.map(HandoffReport.init)?.tell(isTable: true)
        case .requested(let request): try Console.say(Success.requested(request.number))
        case .left: throw Prompt.left
        case nil: break
        }
    }
}

extension CommandConfiguration {
    /// That of a command of this program. Its parser alone is not asked for completions as well, which takes as long as all
    /// the rest.
    init(
        subcommand name: String, abstract: String, discussion: String = "",
        subcommands: [any ParsableCommand.Type] = []
    ) {
        self.init(
            commandName: name, _superCommandName: "keyturn", abstract: abstract, discussion: discussion,
            subcommands: subcommands)
    }
}
