import CertificateModel
import CertificateStore
import Operations
import Terminal

/// What `keyturn` shows of a server that is ignited: its home screen, or its tables where there is no screen.
enum HomeScreen {
    static func show(_ store: Store, _ options: GlobalOptions) throws {
        let handoff = try options.handoff(store, command: "keyturn")
        guard options.wantsScreen else { return try tables(store, options) }
        let review = try ReviewContext(store)
        let generation = try store.requiredGeneration()
        try review.reviewer.library.add(generation)
        let home = HomeInspector(store: store, site: options.siteFile, first: handoff)
        let session: ReviewSession
        do {
            session = try ReviewSession(
                options, review, [], title: "\(store.layout.folder), generation \(generation.number)", level: .medium,
                home: home, generation: generation.number)
        } catch is TerminalError where options.ui == nil {
            return try tables(store, options)
        }
        session.run()
        // Whoever left before the servers had been told learns here how that ended.
        try session.unseen.map(HandoffReport.init)?.tell(isTable: true)
    }

    private static func tables(_ store: Store, _ options: GlobalOptions) throws {
        try StoreReview.show(store, options, level: nil)
        Console.talk("This server is ignited. To issue its certificates anew: keyturn regenerate")
    }
}
