import SettingsFile
import ArgumentParser
import CertificateEngine
import CertificateModel
import CertificateStore
import Host

/// Makes a signing request whose key stays in the store; lists and drops those that wait.
struct RequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Make a signing request for this server, whose private key waits in the store.",
        discussion: """
            Send the request to your certificate authority, and bring the answer back with "keyturn import". Without \
            --out, the request is printed on standard output as PEM, and the table on standard error.
            """,
        subcommands: [List.self, Drop.self])

    @Option(help: ArgumentHelp("Where to write the request, as PEM.", valueName: "FILE"), completion: .file())
    var out: String?

    @Option(
        help: ArgumentHelp(
            "Who this server is, as for \"ignite\". Default: what the store holds, else this host.", valueName: "FILE"),
        completion: .file())
    var answers: String?

    @Flag(help: "Show what would be asked for, and write nothing.")
    var dryRun = false

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let requesting = Requesting(store: options.openStore())
        let prepared = try requesting.prepare(for: try server(requesting))
        var report = try RequestReport(prepared)
        let isPEMOnOutput = out == nil && !dryRun
        // Before anything is made: a run that is refused has shown what it would have asked for.
        if options.outputFormat == .table { try report.printTable(isPEMOnOutput: isPEMOnOutput) }
        if !dryRun { report.request = try write(prepared, requesting) }
        switch options.outputFormat {
        case .table: try report.printResult(isPEMOnOutput: isPEMOnOutput)
        case .json: try Console.say(json: report)
        }
    }

    /// Writes the file, where one was named, and the store; returns the number that the request has there.
    private func write(_ prepared: Requesting.Prepared, _ requesting: Requesting) throws -> Int {
        if let out { try NewFile.write(try prepared.request.pem(), to: out) }
        do { return try requesting.commit(prepared) } catch {
            if let out { NewFile.remove(out) }
            throw error
        }
    }

    private func server(_ requesting: Requesting) throws -> ServerIdentity {
        if let answers {
            let defaults = try options.site().defaults
            let facts = HostInspector.facts()
            return try Planning.server(
                try Answers(try SettingsReader.read(.answers, path: answers), defaults: defaults), facts)
        }
        return try requesting.store.liveGeneration()?.server() ?? Planning.hostServer(try options.site().defaults)
    }

    /// The requests that wait for their answer.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the requests that wait for their answer.")

        @OptionGroup var options: GlobalOptions

        mutating func run() throws { try PendingRequests(options.openStore()).print(as: options.outputFormat) }
    }

    /// Gives a request up.
    struct Drop: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a request up: its key is destroyed, and its answer is of no more use.")

        @Argument(
            help: ArgumentHelp("The number of the request, as \"keyturn request list\" shows it.", valueName: "N"))
        var number: Int

        @OptionGroup var options: GlobalOptions

        mutating func run() throws {
            try Requesting(store: options.openStore()).drop(number)
            switch options.outputFormat {
            case .table: try Console.say("Request \(number) is dropped.")
            case .json: try Console.say(json: ["dropped": number])
            }
        }
    }
}
