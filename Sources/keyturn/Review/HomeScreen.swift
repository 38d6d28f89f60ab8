import CertificateModel
import Operations
import Terminal

/// What `keyturn` shows on an ignited server: the home screen, or tables if there is no screen.
enum HomeScreen {
    static func show(_ options: GlobalOptions) throws {
        // Read first: a refused site configuration is an error, before any screen is drawn.
        _ = try options.installation.site.read()
        guard options.wantsScreen else {
            try tables(options)
            if options.ui == .plain { try PlainHandOut(options.watchedInstallation).run() }
            return
        }
        let session: ScreenSession
        do { session = try ScreenSession(homeOf: options.watchedInstallation, options) } catch is TerminalError
            where options.ui == nil
        {
            return try tables(options)
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
