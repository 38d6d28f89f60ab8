import ArgumentParser
import CertificateEngine
import Host
import Lines
import Operations

/// Makes a signing request whose key stays in the store; lists and drops those that wait.
struct RequestCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "request",
        abstract: "Make a signing request for this server; its private key waits in the store.",
        discussion: """
            Send the request to your certificate authority, and take the answer in with "keyturn import". Without \
            --out, the request goes to standard output as PEM, and the table to standard error.
            """,
        subcommands: [List.self, Drop.self])

    @Option(help: ArgumentHelp("Where to write the request, as PEM.", valueName: "FILE"), completion: .file())
    var out: String?

    @Option(
        help: ArgumentHelp(
            "The answers, as for \"ignite\". Default: what the store holds, else this host.", valueName: "FILE"),
        completion: .file())
    var answers: String?

    @Flag(help: "Show what would be asked for, and write nothing.")
    var dryRun = false

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let installation = options.installation
        let requests = Request(installation)
        let prepared = try requests.prepare(try answers.map { try installation.answers(in: $0) })
        var report = try RequestReport(prepared)
        let isPEMOnOutput = out == nil && !dryRun
        // Before anything is written: a run that is refused has shown the request that it would have made.
        if options.outputFormat == .table { try report.printTable(isPEMOnOutput: isPEMOnOutput) }
        if !dryRun { report.request = try write(prepared, requests) }
        switch options.outputFormat {
        case .table: try report.printResult(isPEMOnOutput: isPEMOnOutput)
        case .json: try Console.say(json: report)
        }
    }

    /// Writes the file, where one was named, and the store; returns the number that the request has there.
    private func write(_ prepared: Request.Prepared, _ requests: Request) throws -> Int {
        if let out { try NewFile.write(try prepared.request.pem(), to: out) }
        do { return try requests.commit(prepared) } catch {
            if let out { NewFile.remove(out) }
            throw error
        }
    }

    /// The requests that wait for their answer.
    struct List: KeyturnCommand {
        static let configuration = CommandConfiguration(abstract: "List the requests that wait for their answer.")

        @OptionGroup var options: GlobalOptions

        mutating func run() throws {
            try PendingRequests(try Request(options.installation).pending()).print(as: options.outputFormat)
        }
    }

    /// Drops a request.
    struct Drop: KeyturnCommand {
        static let configuration = CommandConfiguration(
            abstract: "Drop a request: its key is destroyed, and its answer cannot be imported any more.")

        @Argument(
            help: ArgumentHelp("The number of the request, as \"keyturn request list\" shows it.", valueName: "N"))
        var number: Int

        @OptionGroup var options: GlobalOptions

        mutating func run() throws {
            let remark = try Request(options.installation).drop(number)
            switch options.outputFormat {
            case .table: try Console.say("Request \(number) is dropped.")
            case .json: try Console.say(json: ["dropped": number])
            }
            if let remark { Console.talk("warning: \(remark)") }
        }
    }
}
