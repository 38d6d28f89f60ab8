import ArgumentParser
import CertificateModel
import CertificateStore

/// Judges the certificates for a monitoring system.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say in one line each whether the certificates are well: for monitoring.",
        discussion: """
            Asks the endpoints that the site configuration names ([serving] endpoints). Exit status, as monitoring \
            plugins have it: 0 well, 1 warning, 2 critical, 3 unknown.
            """)

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let status = Self.status(options)
        switch options.outputFormat {
        case .table: for line in status.lines { try Console.say(Self.text(of: line)) }
        case .json: try Console.say(json: StatusReport(status))
        }
        guard status.severity != .ok else { return }
        throw ExitCode(status.severity.rawValue)
    }

    /// What cannot be judged is unknown, whatever keeps it from being judged.
    private static func status(_ options: GlobalOptions) -> ServerStatus {
        do {
            let inspector = StatusInspector(handoff: try options.handoff(options.openStore(), command: "status"))
            return try inspector.findings(asksEndpoints: true).status
        } catch {
            let failure = CommandFailure(describingAny: error)
            return ServerStatus(.init("store", .unknown, failure.problem, advice: failure.hint))
        }
    }

    /// One line, with its performance data behind a bar: days left, and below how many that is a warning or critical.
    private static func text(of line: ServerStatus.Line) -> String {
        var text = "\(line.subject.uppercased()) \(line.severity.word) - \(line.text)"
        if let advice = line.advice { text += " (\(advice))" }
        // The bar divides the text from the data, so none may stand in the text.
        text = text.replacing("|", with: "/")
        guard let days = line.daysLeft else { return text }
        return "\(text) | \(line.subject)_days=\(days);\(ServerStatus.warningDays):;\(ServerStatus.criticalDays):"
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

    init(_ status: ServerStatus) {
        self.status = status.severity.word.lowercased()
        lines = status.lines.map {
            Line(
                subject: $0.subject, status: $0.severity.word.lowercased(), text: $0.text, advice: $0.advice,
                daysLeft: $0.daysLeft)
        }
    }
}
