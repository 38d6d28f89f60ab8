public import CertificateEngine
public import CertificateModel
public import Operations
public import Screens
public import Threads

/// How a performer starts what may take its time: each piece of work on a thread of its own, unless a test has another way.
public typealias WorkStarter = @Sendable (_ work: @escaping @Sendable () -> Void) -> Void

/// Performs what the screens ask for, by operations; what comes of it is posted as events, from any thread.
public final class Performer: Sendable {
    private let wizard: WizardPerformer?
    private let home: HomePerformer?
    private let review: ReviewPerformer?
    private let handOut: HandOutPerformer?
    private let export: ExportPerformer?
    private let world: World
    private let names: ReverseNames
    private let start: WorkStarter
    private let post: @Sendable (Event) -> Void

    /// A performer for a server that is not ignited yet; `keys` makes the keys of its certificates.
    public init(
        igniting installation: Installation, keys: KeyMaterialGenerator = KeyMaterialGenerator(),
        start: @escaping WorkStarter = { DetachedThread.run($0) }, post: @escaping @Sendable (Event) -> Void
    ) throws(OperationError) {
        names = ReverseNames(installation.world)
        wizard = try WizardPerformer(installation, names, keys: keys, start: start, post: post)
        home = nil
        review = nil
        export = nil
        handOut = HandOutPerformer(installation, start: start, post: post)
        (world, self.start, self.post) = (installation.world, start, post)
    }

    /// A performer for the home screen of an ignited server, and for its live certificates.
    public init(
        homeOf installation: Installation, start: @escaping WorkStarter = { DetachedThread.run($0) },
        post: @escaping @Sendable (Event) -> Void
    ) throws(OperationError) {
        wizard = nil
        home = HomePerformer(installation, start: start, post: post)
        review = try ReviewPerformer(homeOf: installation, start: start, post: post)
        export = ExportPerformer(installation, start: start, post: post)
        handOut = HandOutPerformer(installation, start: start, post: post)
        (world, self.start, self.post) = (installation.world, start, post)
        names = ReverseNames(installation.world)
    }

    /// A performer for the certificates of these sources.
    public init(
        reviewing review: Review, _ sources: [ReviewSource], _ installation: Installation,
        start: @escaping WorkStarter = { DetachedThread.run($0) }, post: @escaping @Sendable (Event) -> Void
    ) {
        wizard = nil
        home = nil
        self.review = ReviewPerformer(review, sources, installation, start: start, post: post)
        handOut = nil
        export = nil
        (world, self.start, self.post) = (installation.world, start, post)
        names = ReverseNames(installation.world)
    }

    /// The generation whose certificates are shown first; 0 where they are not from a store.
    public var generation: Int { review?.generation ?? 0 }

    /// When the certificates are looked at; nil where none are.
    public var now: Timestamp? { review?.now }

    /// Starts what is done while the operator reads and types.
    public func open() {
        wizard?.open()
        review?.open()
    }

    /// Looks at the server of a home screen, or at the host of the wizard, until this is closed.
    public func watch() {
        wizard?.watch()
        review?.watch()
    }

    /// Stops the polling, and the page for clients.
    public func close() {
        wizard?.close()
        review?.close()
        handOut?.stop()
    }

    /// Keeps unfinished answers of the wizard for its next start.
    public func keep(_ answers: Answers) throws(OperationError) { try wizard?.keep(answers) }

    /// Performs an effect; the caller performs those of the terminal.
    public func perform(_ effect: Effect) {
        switch effect {
        case .inspectHost: return start { [world, post] in post(.inspected(world.facts())) }
        case .askReverseDNS(let address):
            return start { [names, post] in post(.reverseName(address, names.ask(address).name)) }
        default: break
        }
        let parts = [wizard?.perform, home?.perform, review?.perform, handOut?.perform, export?.perform]
        let isPerformed = parts.contains { $0?(effect) == true }
        assert(isPerformed, "nobody performs \(effect)")
    }
}
