import ArgumentParser
import CertificateEngine
import CertificateModel
import CertificateStore
import Glibc
import Terminal

/// How results are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json
}

/// How questions are asked.
enum UserInterface: String, CaseIterable, ExpressibleByArgument {
    case curses, plain, none
}

/// Whether colour may be used.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, never
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
        help: "How to print results: table or json. Default: table, and the screen where there is one to review on.")
    var format: OutputFormat?

    @Option(help: "How to ask: curses, plain (line by line) or none. Default: what the terminal can do.")
    var ui: UserInterface?

    @Option(help: "Whether to use colour: auto or never.")
    var color = ColorChoice.auto

    /// How results are printed.
    var outputFormat: OutputFormat { format ?? .table }

    /// Whether results are to be looked at on a screen: where there is one, and nothing else was asked for.
    var wantsScreen: Bool {
        guard format == nil, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return false }
        return ui.map { $0 == .curses } ?? (Environment["TERM"] != nil && Environment["TERM"] != "dumb")
    }

    /// Where the store is.
    var storeFolder: String {
        if let store { return store }
        if let folder = Environment["KEYTURN_STORE"] { return folder }
        if geteuid() == 0 { return "/var/lib/keyturn" }
        return (Environment["XDG_STATE_HOME"] ?? (Environment["HOME"] ?? ".") + "/.local/state") + "/keyturn"
    }

    /// The store, which need not exist yet.
    func openStore() -> Store { Store(folder: storeFolder, digest: Digest.sha256) }

    /// The site configuration; one that was named must be there.
    var siteFile: SiteFile { SiteFile(path: config ?? "/etc/keyturn/keyturn.toml", isRequired: config != nil) }

    /// What the site configuration says.
    func site() throws -> SiteConfiguration { try siteFile.read() }

    /// What happens to a generation that becomes live by `command`.
    func handoff(_ store: Store, command: String, reason: String? = nil) throws -> Handoff {
        try siteFile.handoff(store, command: command, reason: reason)
    }

    var colorPolicy: ColorPolicy { color == .never || Environment["NO_COLOR"] != nil ? .never : .auto }

    /// How to ask: as told, else by what standard input and output are.
    func chosenUI() throws -> UserInterface {
        if let ui { return ui }
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw CommandFailure(
                status: .usage, problem: "there is no terminal to ask on",
                hint: "run it on a terminal, use: keyturn ignite --answers FILE, or answer line by line with --ui plain"
            )
        }
        return Environment["TERM"] == nil || Environment["TERM"] == "dumb" ? .plain : .curses
    }
}
