public import CertificateModel
public import ScreenKit

/// The whole state of the screens: the stack of pages, and the context that they share.
///
/// A picture of it is ``view()``, and what an event makes of it is ``update(_:)``. Both are pure: what is to be done in the
/// world comes back as values.
public struct State: Sendable {
    /// The pages, the one in view last; never empty.
    private(set) var pages: [any Page]
    private(set) var context: Context
    /// How often something came into view so far that no key of before may act on: a dialog, or the picture of a window that
    /// was too small.
    public private(set) var freshPictures = 0
    /// How often another page came into view, dialogs aside: then the whole screen is painted, whatever others wrote there.
    public private(set) var freshPages = 0

    /// The wizard for an empty store, with the site's defaults in its fields.
    ///
    /// - Parameter hasLogin: whether whoever answers has logged in, and so may name files beyond mounted media.
    public init(
        igniting store: String, size: Size, glyphs: Glyphs, naming: Naming = Naming(),
        profile: Profile = .interoperable,
        hasLogin: Bool = true
    ) {
        context = Context(
            size: size, glyphs: glyphs, store: store, ignition: IgnitionDraft(naming: naming, profile: profile),
            reviewed: ReviewedCertificates(now: SoftwareRelease.date, sources: ""), asksBeforeLeaving: true,
            hasLogin: hasLogin)
        pages = [WelcomePage()]
    }

    /// The home screen of an ignited server, before it was looked at.
    ///
    /// - Parameters:
    ///   - now: the clock, which decides what has expired.
    ///   - sources: the store and its generation, as the list of certificates shows them.
    public init(homeOf store: String, size: Size, glyphs: Glyphs, now: Timestamp, sources: String) {
        context = Context(
            size: size, glyphs: glyphs, store: store, reviewed: ReviewedCertificates(now: now, sources: sources),
            asksBeforeLeaving: false)
        pages = [HomePage()]
    }

    /// A list of certificates, before any is known.
    ///
    /// - Parameters:
    ///   - sources: what the operator named, as the list shows it.
    ///   - level: the level of the checks at first.
    public init(reviewing sources: String, size: Size, glyphs: Glyphs, now: Timestamp, level: CheckLevel = .medium) {
        context = Context(
            size: size, glyphs: glyphs, store: "",
            reviewed: ReviewedCertificates(now: now, sources: sources, level: level), asksBeforeLeaving: false)
        pages = [ListPage()]
    }

    /// The answers of a wizard that has written nothing yet, to be kept for its next start; nil where there is nothing to
    /// keep.
    public var unfinishedAnswers: Answers? { context.ignition.unfinished }

    /// Whether something is being done that nothing may interrupt.
    public var isBusy: Bool { context.isBusy }

    /// The page in view.
    var top: any Page { pages[pages.count - 1] }

    /// The page in view, or the one that dialogs lie over.
    var base: any Page { pages[baseIndex] }

    private var baseIndex: Int { pages.lastIndex { !$0.isDialog } ?? 0 }

    /// Changes the screens by an event, and returns the effects to perform.
    public mutating func update(_ event: Event) -> [Effect] {
        let wasImporting = pages.contains(where: \.isImport)
        context.isAnswering = pages.contains { $0 is any WizardPage }
        let before = (baseIndex, ObjectIdentifier(type(of: base)), base.title)
        defer { if before != (baseIndex, ObjectIdentifier(type(of: base)), base.title) { freshPages += 1 } }
        if case .key(let key) = event {
            guard isSeen(key) else { return [] }
            if key == .control("z") { return isBusy ? [] : [.suspend] }
            change(pages.count - 1) { $0.press(key, &$1) }
        } else {
            if case .counted(let count, _) = event, context.reviewed.isForgotten(by: count) { forgetEntries() }
            let wasSeen = context.size.holds(Screen.smallest)
            context.take(event)
            if !wasSeen, context.size.holds(Screen.smallest) { freshPictures += 1 }
            for index in pages.indices.reversed() { change(index) { $0.take(event, &$1) } }
        }
        for index in baseIndex..<pages.count {
            let below = index > 0 ? pages[index - 1] : nil
            change(index) { $0.settle(over: below, &$1) }
        }
        if wasImporting, !pages.contains(where: \.isImport) { context.perform(.leaveImport) }
        return context.takeEffects()
    }

    /// Whether a key acts on what the operator can see. While the window is too small for a picture, only the keys act that
    /// leave.
    private func isSeen(_ key: Key) -> Bool { context.size.holds(Screen.smallest) || Self.actsUnseen(key) }

    /// Whether a key acts although its picture is not seen: those that leave.
    public static func actsUnseen(_ key: Key) -> Bool { key == .control("x") || key == .control("c") }

    /// Lets a page act, and then makes the changes to the stack that it asked for.
    private mutating func change(_ index: Int, _ body: (inout any Page, inout Context) -> Void) {
        guard pages.indices.contains(index) else { return }
        body(&pages[index], &context)
        var index = index
        for step in context.takeSteps() {
            switch step {
            case .open(let page):
                index += 1
                pages.insert(page, at: index)
                if page.isDialog { freshPictures += 1 }
                change(index) { $0.opened(&$1) }
            case .close(let hand):
                guard index > 0 else { continue }
                pages.remove(at: index)
                index -= 1
                change(index, hand)
            case .closeTo(let isMeant):
                while index > 0, !isMeant(pages[index]) {
                    pages.remove(at: index)
                    index -= 1
                }
            case .keepFirst(let page):
                pages.replaceSubrange(0..<index, with: [page])
                index = 1
            }
        }
    }

    /// The entries were replaced: every page about an old entry closes.
    private mutating func forgetEntries() { pages.removeAll(where: \.isOfEntries) }

    /// The picture of the screens: a function of the state alone.
    public func view() -> Screen {
        guard context.size.holds(Screen.smallest) else { return .tooSmall(context.size, glyphs: context.glyphs) }
        var screen = Screen(size: context.size, glyphs: context.glyphs)
        let base = base
        screen.titleBar("Keyturn \(SoftwareRelease.version)  \(base.title)", aside: base.aside(context))
        let footer = top.footer(context)
        screen.put(footer)
        // Its end follows the cursor.
        screen.letWait(0..<1)
        let area = Rectangle(
            row: 1, column: 0, columns: context.size.columns, rows: context.size.rows - 1 - footer.height)
        base.draw(on: &screen, area, context)
        for dialog in pages[(baseIndex + 1)...] {
            screen.cursor = nil
            dialog.draw(on: &screen, area, context)
        }
        return screen
    }
}
