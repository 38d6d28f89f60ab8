import ArgumentParser
import CertificateModel
import Lines
import Operations

/// Judges the certificates for a monitoring system.
struct StatusCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "status",
        abstract: "Check the certificates and where they are served, one line for each check: for monitoring.",
        discussion: """
            Asks the endpoints of the site configuration ([serving] endpoints) over TLS. The first line is the worst, and \
            has the performance data of all lines. Exit status, as of a monitoring plugin: 0 OK, 1 warning, 2 critical, \
            3 unknown.
            """)

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let (status, server) = Self.status(options)
        switch options.outputFormat {
        case .table: try Console.say(Self.text(of: status))
        case .json: try Console.say(json: StatusReport(status, server))
        }
        guard status.severity != .ok else { return }
        throw ExitCode(status.severity.rawValue)
    }

    /// The status, and the server that it is of. Any error makes the status unknown.
    private static func status(_ options: GlobalOptions) -> (ServerStatus, ServerIdentity?) {
        do throws(OperationError) {
            let state = try ServerInspection(options.installation).state(asksEndpoints: true).state
            return (state.status, state.server)
        } catch {
            return (unknown(CommandFailure(error)), nil)
        }
    }

    private static func unknown(_ failure: CommandFailure) -> ServerStatus {
        ServerStatus(.init("store", .unknown, failure.problem, advice: failure.hint))
    }

    /// Reports what keeps the program from looking at anything. Returns the exit status of an unknown state.
    static func report(_ failure: CommandFailure, _ format: OutputFormat) -> Int32 {
        report(unknown(failure), format)
    }

    private static func report(_ status: ServerStatus, _ format: OutputFormat) -> Int32 {
        switch format {
        case .table: try? Console.say(text(of: status))
        case .json: try? Console.say(json: StatusReport(status, nil))
        }
        return status.severity.rawValue
    }

    /// The worst line first, with the performance data of all behind a bar; then the others (Monitoring Plugins
    /// Development Guidelines, "Plugin Output").
    private static func text(of status: ServerStatus) -> String {
        let worst = status.lines.firstIndex { $0.severity == status.severity } ?? 0
        var lines = status.lines
        lines.insert(lines.remove(at: worst), at: 0)
        var texts = lines.map(text(of:))
        let data = status.lines.compactMap(data(of:))
        if !data.isEmpty { texts[0] += " | \(data.joined(separator: " "))" }
        return texts.joined(separator: "\n")
    }

    private static func text(of line: ServerStatus.Line) -> String {
        let advice = line.commandAdvice.map { " (\($0))" } ?? ""
        return text(of: line.subject, line.severity, line.text + advice)
    }

    /// One line. A bar divides text and performance data, so the text may not contain one.
    private static func text(of subject: String, _ severity: ServerStatus.Severity, _ text: String) -> String {
        "\(subject.uppercased()) \(severity.word) - \(text)".replacing("|", with: "/")
    }

    /// Performance data: the days left, with the thresholds of a warning and of critical.
    private static func data(of line: ServerStatus.Line) -> String? {
        line.daysLeft.map { "\(line.subject)_days=\($0);\(ServerStatus.warningDays):;\(ServerStatus.criticalDays):" }
    }

    /// Reports wrong usage: as a plugin's line to a monitoring system, and with the usage to people. Returns the exit status
    /// of an unknown state.
    static func refuseUsage(_ error: any Error, _ format: OutputFormat) -> Int32 {
        let line = ServerStatus.Line("status", .unknown, Keyturn.problem(of: error))
        let status = report(ServerStatus(line), format)
        Console.talk(Keyturn.refusal(of: error))
        return status
    }
}

/// What `status` prints as JSON.
struct StatusReport: Encodable {
    struct Line: Encodable {
        let subject, status, text: String
        let advice: String?
        let daysLeft: Int64?
    }

    let status: String
    let lines: [Line]
    /// The names of the server, and where they come from; absent where the store cannot be read.
    let names: [NameReport]?

    init(_ status: ServerStatus, _ server: ServerIdentity?) {
        names = server.map(NameReport.all)
        self.status = status.severity.word.lowercased()
        lines = status.lines.map {
            Line(
                subject: $0.subject, status: $0.severity.word.lowercased(), text: $0.text, advice: $0.commandAdvice,
                daysLeft: $0.daysLeft)
        }
    }
}
