import ArgumentParser
import CertificateModel
import Lines
import Terminal

/// Renews when the host's addresses change; a systemd service runs it.
struct WatchCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "watch",
        abstract: "Run \"keyturn renew\" when an address of this host changes: for a service.",
        discussion: """
            It also runs \"keyturn renew\" when it starts, and again an hour after a change, for what had to wait. It runs \
            until it is told to end.
            """)

    /// A change comes seldom alone: a lease takes an address away before it gives another.
    @Option(help: ArgumentHelp("How many seconds addresses must not change before a renewal.", visibility: .hidden))
    var settle = 30

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (0...3600).contains(settle) else {
            throw ValidationError("--settle is a number of seconds, 0 to 3600")
        }
    }

    mutating func run() throws {
        let watch = try AddressWatch(options, settling: .seconds(settle))
        guard watch.run() == .interrupt else { return }
        throw CommandFailure(
            status: .left, problem: "\"keyturn watch\" was interrupted",
            hint: "run \"keyturn watch\" to watch the addresses again", kind: "left")
    }
}
