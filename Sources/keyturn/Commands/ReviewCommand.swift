import ArgumentParser
import CertificateModel
import CertificateStore
import Lines
import Operations
import Terminal

/// Shows certificates, wherever they are.
struct ReviewCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "review",
        abstract: "Show every field of certificates in the store, in files, or served by servers.",
        discussion: """
            SOURCE is a file or a folder (PEM, DER, PKCS #12 or PKCS #7), - for standard input, or HOST:PORT or [IPv6]:PORT \
            for a server that is asked over TLS. Folders in a folder are not read. Without SOURCE, the store is shown. On \
            a terminal, a screen shows the certificates, and sorts, filters and compares them; --format table or json \
            prints them.
            """)

    @Argument(help: ArgumentHelp("Files, folders, - or HOST:PORT.", valueName: "SOURCE"), completion: .file())
    var sources: [String] = []

    @Option(
        help: "How strict the checks are: \(CheckLevel.names).",
        completion: .list(CheckLevel.all.map(\.description)))
    var level: String?

    @Option(
        help: ArgumentHelp("Trust the roots in FILE as well.", valueName: "FILE"), completion: .file())
    var trust: [String] = []

    @Option(name: .customLong("servername"), help: "The server name to ask for (SNI), if it is not HOST.")
    var serverName: String?

    @Option(
        help: "The protocol that a server speaks before TLS: smtp, imap or ldap.",
        completion: .list(StartTLS.allCases.map(\.rawValue)))
    var starttls: String?

    @Option(help: "How many seconds a server may take.")
    var timeout = 5.0

    @Option(
        help: ArgumentHelp("The passphrase of encrypted files: the first line of FILE.", valueName: "FILE"),
        completion: .file())
    var passphraseFile: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard timeout > 0, timeout <= 3600 else {
            throw ValidationError("--timeout is a number of seconds, more than 0 and at most 3600")
        }
    }

    mutating func run() throws {
        let level = try level.map { name throws(Refusal) in try CheckLevel(name: name) }
        let installation = options.installation
        let trusted = try trust.map { path throws(OperationError) in try TrustedBundle(operatorFile: path) }
        guard !sources.isEmpty || options.wantsScreen else { return try showStore(installation, level) }
        var review = Review(installation, trusted: trusted)
        review.loader.serverName = try serverName.map { name throws(Refusal) in try HostName(name) }
        review.loader.startTLS = try starttls.map { name throws(Refusal) in try StartTLS(name: name) }
        review.loader.timeout = .seconds(timeout)
        let passphrases = try Passphrases(file: passphraseFile)
        review.loader.passphrase = { passphrases.known(for: $0) }
        let sources = try sources.map { text throws(Refusal) in try ReviewSource(text) }
        var title = self.sources.joined(separator: ", ")
        if sources.isEmpty {
            title = "\(installation.store.layout.folder), generation \(try review.addLive(of: installation))"
        }
        if options.wantsScreen {
            do {
                return try ScreenSession(
                    reviewing: review, sources, title: title, level: level ?? .medium, options
                ).run()
            } catch is TerminalError where options.ui == nil {
                // A terminal that cannot place the cursor gets the tables.
                if sources.isEmpty { return try showStore(installation, level) }
            }
        }
        try SourceReview(review, sources: sources, level: level ?? .medium).print(as: options.outputFormat)
    }

    /// Prints the store; with --format json, a store that cannot be read has the documented shape as well.
    private func showStore(_ installation: Installation, _ level: CheckLevel?) throws {
        let review: StoredReview
        do throws(OperationError) { review = try StoredReview(liveOf: installation, level: level) } catch {
            guard options.outputFormat == .json else { throw error }
            var failure = CommandFailure(error)
            try Console.say(json: SourceReport(failures: [(installation.store.layout.folder, failure)]))
            failure.isInOutput = true
            throw failure
        }
        try CertificateReport(reviewing: review).print(as: options.outputFormat)
    }
}
