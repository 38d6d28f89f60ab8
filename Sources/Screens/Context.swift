import CertificateModel
import ScreenKit

/// What the pages share, and what a page wants done: effects for the world, and other pages.
struct Context: Sendable {
    /// A change of the pages, asked for by one of them and made as soon as it has done its part.
    enum Step: Sendable {
        /// Opens a page over the asking page.
        case open(any Page)
        /// Closes the asking page; the closure hands its result to the page below.
        case close(@Sendable (inout any Page, inout Context) -> Void)
        /// Closes pages until the nearest one for which the closure is true.
        case closeTo(@Sendable (any Page) -> Bool)
        /// Keeps this page, and the asking page over it; closes all others.
        case keepFirst(any Page)
    }

    /// The window.
    var size: Size
    /// The characters that the terminal can show.
    let glyphs: Glyphs
    /// The folder of the store.
    let store: String
    /// What the wizard's pages share: who the server is to be, and its certificates.
    var ignition = IgnitionDraft()
    /// What the pages about certificates share.
    var reviewed: ReviewedCertificates
    /// How this server is; nil until it was looked at.
    var server: ServerState?
    /// The operation that changes the server at this moment, if there is one.
    var operation: Operation?
    /// How often certificates were prepared: the number of the last preparation.
    var preparations = 0
    /// Whether the program ends as soon as the operation has ended.
    private(set) var isLeaving = false
    /// Whether answers would be lost by leaving.
    let asksBeforeLeaving: Bool
    /// Whether the operator has logged in, and so may name files beyond mounted media.
    var hasLogin = true
    /// Whether a page of the wizard is open: in view, or below others.
    var isAnswering = false
    /// A sentence about the last thing that was tried.
    var notice: String?

    /// What is to be done now.
    private(set) var effects: [Effect] = []
    private(set) var steps: [Step] = []

    /// Whether something is being done that nothing may interrupt.
    var isBusy: Bool { operation?.mustEnd == true }

    /// Asks the world for something.
    mutating func perform(_ effect: Effect) { effects.append(effect) }

    mutating func perform(_ all: [Effect]) { effects += all }

    /// Opens a page over the asking page.
    mutating func open(_ page: any Page) { steps.append(.open(page)) }

    /// Goes back to the page below.
    mutating func close() { steps.append(.close { _, _ in }) }

    /// Goes back to the page below, which opened this one, and hands it the result.
    mutating func close<Opener: Page>(_ hand: @escaping @Sendable (inout Opener, inout Context) -> Void) {
        steps.append(
            .close { page, context in
                guard var opener = page as? Opener else { return }
                hand(&opener, &context)
                page = opener
            })
    }

    /// Goes back to the nearest page for which `isMeant` is true.
    mutating func close(to isMeant: @escaping @Sendable (any Page) -> Bool) { steps.append(.closeTo(isMeant)) }

    /// Closes every page below the asking page, and puts this one there.
    mutating func keep(below first: any Page) { steps.append(.keepFirst(first)) }

    /// Ends, unless something must end first, or the operator has to be asked.
    mutating func leave() {
        // There is nothing left to ask: the program ends as soon as it is written.
        if isBusy { return leaveAtOnce() }
        if isAnswering, ignition.losesChanges { return open(Question.leaveChanges) }
        if asksBeforeLeaving, !ignition.hasWritten, ignition.made == nil {
            return open(Question.leave(keeping: ignition.unfinished != nil))
        }
        leaveAtOnce()
    }

    /// Ends as soon as it may.
    mutating func leaveAtOnce() {
        guard !isBusy else { return isLeaving = true }
        let written = Outcome.written(isImport: ignition.form.authority == .files)
        perform(.quit(ignition.hasWritten ? written : ignition.made.map(Outcome.requested) ?? .left))
    }

    /// The operation has ended: the program ends if the operator asked to leave meanwhile.
    mutating func end(with effects: [Effect] = []) {
        operation = nil
        if isLeaving { leaveAtOnce() } else { perform(effects) }
    }

    /// The operation failed: the program stays open, so that the operator reads why.
    mutating func stay() {
        operation = nil
        isLeaving = false
    }

    /// What is to be done now, once.
    mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    /// How the pages are to change now, once.
    mutating func takeSteps() -> [Step] {
        defer { steps = [] }
        return steps
    }

    /// Takes the events that concern shared state.
    mutating func take(_ event: Event) {
        switch event {
        case .resized(let size): self.size = size
        case .home(let state):
            server = state
            reviewed.show(state)
        case .renewsAutomatically(let isAutomatic):
            server?.renewal.isAutomatic = isAutomatic
        case .ignitedElsewhere where operation == nil && !ignition.hasWritten && ignition.made == nil:
            open(Question.ignitedElsewhere)
        case .prepared(let preview) where operation != .preparing(preview.id): perform(.discard(id: preview.id))
        default:
            reviewed.take(event)
            perform(ignition.take(event))
        }
    }
}
