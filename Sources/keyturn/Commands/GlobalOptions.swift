import ArgumentParser
import CertificateModel
import Glibc
import Lines
import Operations
import Terminal

extension OutputFormat: ExpressibleByArgument {}

/// How questions are asked.
enum UserInterface: String, CaseIterable, ExpressibleByArgument {
    case curses, plain, none
}

/// Whether colour may be used.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, never
}

/// A command that takes the global options.
protocol KeyturnCommand: ParsableCommand {
    var options: GlobalOptions { get }
}

extension KeyturnCommand {
    /// Whether these arguments name this command. Global options may stand before it; each takes a value but `--slow`.
    static func isNamed(by arguments: [String]) -> Bool {
        var rest = arguments[...]
        while let first = rest.first, first.hasPrefix("-") {
            rest = rest.dropFirst(first.contains("=") || first == "--slow" ? 1 : 2)
        }
        return rest.first == configuration.commandName
    }
}

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's folder. Default: $KEYTURN_STORE, else /var/lib/keyturn for root, else "
                + "$XDG_STATE_HOME/keyturn.", valueName: "DIR"), completion: .directory)
    var store: String?

    @Option(
        help: ArgumentHelp(
            "The site configuration. Default: /etc/keyturn/keyturn.toml, if present.", valueName: "FILE"),
        completion: .file())
    var config: String?

    @Option(
        help: "How to print results: table or json. Default: table; \"review\" on a terminal shows a screen.")
    var format: OutputFormat?

    @Option(help: "How to ask: curses, plain (line by line) or none. Default: what the terminal can do.")
    var ui: UserInterface?

    @Option(help: "Whether to use colour: auto or never.")
    var color = ColorChoice.auto

    @Flag(help: "Whether the line is slow: send little, and move a marker instead of a bar.")
    var slow = false

    func validate() throws {
        if store == "" { throw ValidationError("--store is empty: name a folder") }
        if config == "" { throw ValidationError("--config is empty: name a file") }
    }

    /// Whether there is somebody who may be asked: at a terminal, unless an option says otherwise.
    var mayAsk: Bool { ui != UserInterface.none && isatty(STDIN_FILENO) == 1 }

    /// How results are printed.
    var outputFormat: OutputFormat { format ?? .table }

    /// Whether to show results on a screen: on a terminal that can draw, unless an option asks for something else.
    var wantsScreen: Bool {
        guard format == nil, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return false }
        return ui.map { $0 == .curses } ?? (terminalName != nil && terminalName != "dumb")
    }

    /// Whether to show results and to ask line by line: where an option asks for it, and on a terminal that cannot draw.
    var wantsLines: Bool {
        guard format == nil else { return false }
        if let ui { return ui == .plain }
        return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !wantsScreen
    }

    /// The host as one run of a command finds it, with the store and the site configuration of the options.
    var installation: Installation { Installation(store: store, siteFile: config, world: World.real.readOnce()) }

    /// The host as a screen finds it, which looks at it anew as it goes.
    var watchedInstallation: Installation { Installation(store: store, siteFile: config, world: .real) }

    var colorPolicy: ColorPolicy {
        color == .never || World.real.environment("NO_COLOR") != nil ? .never : .auto
    }

    /// The type of the terminal (term(7)).
    private var terminalName: String? { World.real.environment("TERM") }

    /// How to ask: as `--ui` says, else as standard input, standard output and `TERM` allow.
    func chosenUI() throws -> UserInterface {
        if let ui { return ui }
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw CommandFailure(
                status: .usage, problem: "there is no terminal to ask on",
                hint:
                    "run keyturn on a terminal, use: keyturn ignite --answers FILE, or answer line by line with --ui plain",
                kind: "no-terminal")
        }
        return terminalName == nil || terminalName == "dumb" ? .plain : .curses
    }
}
