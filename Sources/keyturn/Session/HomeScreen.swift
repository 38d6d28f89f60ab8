import CertificateModel
import Lines
import Operations
import Terminal

/// What `keyturn` shows on an ignited server: the home screen, the same line by line, or tables where nobody can be asked.
enum HomeScreen {
    static func show(_ options: GlobalOptions) throws {
        // Read first: a refused site configuration is an error, before any screen is drawn.
        _ = try options.installation.site.read()
        if options.wantsLines { return try PlainHome(options.installation).run() }
        guard options.wantsScreen else { return try tables(options) }
        let session: ScreenSession
        do { session = try ScreenSession(homeOf: options.watchedInstallation, options) } catch is TerminalError
            where options.ui == nil
        {
            return try PlainHome(options.installation).run()
        }
        session.run()
        // An operator who left during a hand-off learns its result here.
        try session.unseen.map(HandoffReport.init)?.tell(isTable: true)
    }

    private static func tables(_ options: GlobalOptions) throws {
        try CertificateReport(reviewing: StoredReview(liveOf: options.installation)).print(as: options.outputFormat)
        Console.talk("This server is ignited. To regenerate its certificates: keyturn regenerate")
    }
}
