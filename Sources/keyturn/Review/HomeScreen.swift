import CertificateModel
import Operations
import Terminal

/// What `keyturn` shows of a server that is ignited: its home screen, or its tables where there is no screen.
enum HomeScreen {
    static func show(_ options: GlobalOptions) throws {
        // Read first: a site configuration that is refused is no home screen.
        _ = try options.installation.site.read()
        guard options.wantsScreen else { return try tables(options) }
        let session: ScreenSession
        do { session = try ScreenSession(homeOf: options.installation, options) } catch is TerminalError
            where options.ui == nil
        {
            return try tables(options)
        }
        session.run()
        // Whoever left before the servers had been told learns here how that ended.
        try session.unseen.map(HandoffReport.init)?.tell(isTable: true)
    }

    private static func tables(_ options: GlobalOptions) throws {
        try CertificateReport(reviewing: StoredReview(liveOf: options.installation)).print(as: options.outputFormat)
        Console.talk("This server is ignited. To regenerate its certificates: keyturn regenerate")
    }
}
