import ScreenKit

/// Text in a frame about the page below: its help, or the detail of a row.
struct FramedText: Moving {
    typealias Content = (title: String, paragraphs: [Span])

    /// What the title bar calls it, where it has one.
    let title: String
    /// Whether the page below keeps its title bar.
    let isDialog: Bool
    let isOfEntries: Bool
    /// The text and the title of its frame: made again from the page below after each event.
    private var content: Content
    private let make: @Sendable (any Page, Context) -> Content?
    private var first = 0

    init<Below: Page>(
        over page: Below, _ context: Context, title: String, isDialog: Bool,
        _ make: @escaping @Sendable (Below, Context) -> Content
    ) {
        self.title = title
        self.isDialog = isDialog
        isOfEntries = page.isOfEntries
        content = make(page, context)
        self.make = { page, context in (page as? Below).map { make($0, context) } }
    }

    /// The help of a page. It lies over the pages of the wizard, which have numbers, and over dialogs.
    static func help(of page: some Page, _ context: Context) -> FramedText {
        let isOver = page.isDialog || page is any WizardPage
        return FramedText(over: page, context, title: "Help", isDialog: isOver) { page, context in
            let texts = (page.help(context) + [Self.general(of: page)]).map { [Span($0.text)] }
            return (isOver ? "Help: \(page.title)" : page.title, Array(texts.joined(separator: [Span("")])))
        }
    }

    /// The last paragraph of every help: the keys that pages of a kind have in common.
    static func general(of page: some Page) -> HelpText {
        if page.isDialog { return inDialog }
        if page is DonePage || page is RequestMadePage { return atEnd }
        if page is any FormPage || page is FilesPage { return typing }
        return page is any WizardPage ? inWizard : elsewhere
    }

    private static let typing: HelpText =
        "\(key: .enter) goes on, \(key: .escape) goes back, and no answer is lost. Tab and the arrows move. ^X means: hold Control and press X. \(key: .control("x")) leaves, \(key: .control("l")) paints the screen again, \(key: .control("n")) goes to the next screen, ^Z suspends Keyturn. In a field, ^W erases a word, and ^U all of it. Where nothing is typed, ? is help too."
    private static let inWizard: HelpText =
        "\(key: .enter) goes on, \(key: .escape) goes back, and no answer is lost. The arrows, \("Page Up", key: .pageUp) and \("Page Down", key: .pageDown) move. ^X means: hold Control and press X. \(key: .control("x")) leaves, \(key: .control("l")) paints the screen again, and ^Z suspends Keyturn. \(key: "?") is help too."
    private static let atEnd: HelpText =
        "\(key: .enter) and \(key: .control("x")) leave Keyturn. The arrows, \("Page Up", key: .pageUp) and \("Page Down", key: .pageDown) move. ^X means: hold Control and press X. \(key: .control("l")) paints the screen again, and ^Z suspends Keyturn. \(key: "?") is help too."
    /// The home screen and the list of a review have nowhere to go back to.
    private static let elsewhere: HelpText =
        "Esc goes back, \(key: "q") leaves: nothing is changed unless you confirm it. The arrows, \("Page Up", key: .pageUp), \("Page Down", key: .pageDown), \(key: .home) or \(key: "g"), and \(key: .end) or \(key: "G") move. \(key: "?") is help too. ^X means: hold Control and press X. \(key: .control("x")) leaves as well, \(key: .control("l")) paints the screen again, and ^Z suspends Keyturn."
    private static let inDialog: HelpText =
        "Esc closes the dialog, and nothing is done. ^X means: hold Control and press X. \(key: .control("x")) leaves, and \(key: .control("l")) paints the screen again. Keys that you press before a dialog is there do not answer it, and a paste never does."

    func bindings(_ context: Context) -> [Binding<Self>] {
        [.init([.escape, .enter] + Self.helpKeys + ["?", "d", "q"], "Close") { $1.close() }] + Self.lines("Move")
            + Self.endingDialog
    }

    func aside(_ context: Context) -> String {
        Viewport(contentHeight: lines(context).count, windowHeight: pageHeight(context), previous: first).indicator
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        screen.put(text: lines(context), title: content.title, scroll: first, in: area)
    }

    mutating func move(by distance: Int, _ context: inout Context) {
        first = moved(first, by: distance, limit: lines(context).count - pageHeight(context))
    }

    func pageHeight(_ context: Context) -> Int { areaHeight(context) - 2 }

    mutating func settle(over below: (any Page)?, _ context: inout Context) {
        if let below, let new = make(below, context) { content = new }
    }

    private func lines(_ context: Context) -> [[Span]] {
        let width = max(context.size.columns - 5, 1)
        return content.paragraphs.flatMap { paragraph in
            TextWidth.wrap(paragraph.text, width, in: context.glyphs.charset).map { [Span($0, paragraph.style)] }
        }
    }
}
