import CertificateModel
import ScreenKit

/// What the pages share, and what a page wants done: effects for the world, and other pages.
struct Context: Sendable {
    /// A change of the pages, asked for by one of them and made as soon as it has done its part.
    enum Step: Sendable {
        /// Lays a page over the one that asks.
        case open(any Page)
        /// Takes away the one that asks; the one below it gets the value that this hands over.
        case close(@Sendable (inout any Page, inout Context) -> Void)
        /// Takes away every page over the nearest one below that is meant.
        case closeTo(@Sendable (any Page) -> Bool)
        /// Leaves the first page, as it opened, and the one that asks.
        case keepFirst(any Page)
    }

    /// The window.
    var size: Size
    /// The characters that the terminal can show.
    let glyphs: Glyphs
    /// The folder of the store.
    let store: String
    /// What the wizard's pages share: who the server is to be, and its certificates.
    var ignition = Ignition()
    /// What the pages about certificates share.
    var reviewed: ReviewedCertificates
    /// How this server is; nil until it was looked at.
    var server: ServerState?
    /// What is being done that changes the server and takes a while; nil where nothing is.
    var operation: Operation?
    /// How often certificates were prepared: the number of the last preparation.
    var preparations = 0
    /// Whether to leave as soon as what must end has ended.
    private(set) var isLeaving = false
    /// Whether answers would be lost by leaving.
    let asksBeforeLeaving: Bool
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

    /// Lays a page over the one that asks.
    mutating func open(_ page: any Page) { steps.append(.open(page)) }

    /// Goes back to the page below.
    mutating func close() { steps.append(.close { _, _ in }) }

    /// Goes back to the page below, which opened this one and gets what came of it.
    mutating func close<Opener: Page>(_ hand: @escaping @Sendable (inout Opener, inout Context) -> Void) {
        steps.append(
            .close { page, context in
                guard var opener = page as? Opener else { return }
                hand(&opener, &context)
                page = opener
            })
    }

    /// Goes back to the nearest page that is meant.
    mutating func close(to isMeant: @escaping @Sendable (any Page) -> Bool) { steps.append(.closeTo(isMeant)) }

    /// Leaves nothing below the page that asks but this one.
    mutating func keep(below first: any Page) { steps.append(.keepFirst(first)) }

    /// Ends, unless something must end first, or the operator has to be asked.
    mutating func leave() {
        if asksBeforeLeaving { return open(Question.leave) }
        leaveAtOnce()
    }

    /// Ends as soon as it may.
    mutating func leaveAtOnce() {
        if isBusy { isLeaving = true } else { perform(.quit(ignition.hasWritten ? .ignited : .left)) }
    }

    /// What must end has ended, and whoever wanted to leave does.
    mutating func end(with effects: [Effect] = []) {
        operation = nil
        if isLeaving { leaveAtOnce() } else { perform(effects) }
    }

    /// It has ended badly: nobody leaves without having read why.
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

    /// Takes what concerns no page alone.
    mutating func take(_ event: Event) {
        switch event {
        case .resized(let size): self.size = size
        case .home(let state):
            server = state
            reviewed.show(state)
        case .renewsAutomatically(let isAutomatic):
            if let renewal = server?.renewal {
                server?.renewal = RenewalOutlook(
                    reasons: renewal.reasons, dueAt: renewal.dueAt, end: renewal.end, isAutomatic: isAutomatic)
            }
        case .prepared(let preview) where operation != .preparing(preview.id): perform(.discard(id: preview.id))
        default:
            reviewed.take(event)
            perform(ignition.take(event))
        }
    }
}
