import ScreenKit

/// One screen of the program: its state, keys, help and picture are all in one file.
///
/// A page is a value. It opens other pages over itself, and a page that closes hands a value to its opener (``Context``).
/// State that pages share is in the context.
protocol Page: Sendable {
    /// What the title bar calls it.
    var title: String { get }
    /// Whether it is drawn over the page below it, and has no title bar of its own.
    var isDialog: Bool { get }
    /// Whether it shows an entry of the list, and so closes when the entries are replaced.
    var isOfEntries: Bool { get }
    /// Whether it is where an import begins: while it is open, what was read and typed for the import is kept.
    var isImport: Bool { get }

    /// The keys that act now, the most important ones first: what the footer shows and what they do.
    func bindings(_ context: Context) -> [Binding<Self>]
    /// What it is for, a paragraph each. A page without help has no key for it.
    func help(_ context: Context) -> [HelpText]
    /// Where the operator is on it, for the end of the title bar.
    func aside(_ context: Context) -> String
    /// Draws it between the title bar and the footer; a dialog may draw anywhere.
    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context)

    /// Takes a typed key that no binding has.
    mutating func type(_ key: Key, _ context: inout Context)
    /// Asks for what it needs as soon as it is open.
    mutating func opened(_ context: inout Context)
    /// Takes the result of an effect, or a change of the window.
    mutating func take(_ event: Event, _ context: inout Context)
    /// Adjusts its state after an event, and requests the data that its picture lacks.
    mutating func settle(over below: (any Page)?, _ context: inout Context)
}

/// Keys of a page, their label in the footer, why they are absent, and their action.
typealias Binding<P> = KeyBinding<(inout P, inout Context) -> Void>

extension Page {
    var isDialog: Bool { false }
    var isOfEntries: Bool { false }
    var isImport: Bool { false }
    func help(_ context: Context) -> [HelpText] { [] }
    func aside(_ context: Context) -> String { "" }
    mutating func type(_ key: Key, _ context: inout Context) {}
    mutating func opened(_ context: inout Context) {}
    mutating func take(_ event: Event, _ context: inout Context) {}
    mutating func settle(over below: (any Page)?, _ context: inout Context) {}

    /// Does what a key does here.
    mutating func press(_ key: Key, _ context: inout Context) {
        // No binding has what is pasted, and there may be much of it.
        if case .pasted = key { return type(key, &context) }
        let bindings = bindings(context)
        if let perform = bindings.action(for: key) {
            context.notice = nil
            perform(&self, &context)
        } else if let reason = bindings.absence(of: key) {
            context.open(Question.notNow(reason))
        } else {
            type(key, &context)
        }
    }

    /// The last rows of the screen: which keys act, and what they do.
    func footer(_ context: Context) -> Footer { bindings(context).footer(columns: context.size.columns) }

    /// How many rows there are between the title bar and the footer.
    func areaHeight(_ context: Context) -> Int { context.size.rows - 1 - footer(context).height }

    /// Text under a page, wrapped.
    static func wrapped(_ text: String, _ style: Style, _ context: Context) -> [[Span]] {
        TextWidth.wrap(text, max(context.size.columns - 2, 1), in: context.glyphs.charset).map {
            [Span(" "), Span($0, style)]
        }
    }

    /// The result of the last action, wrapped.
    static func notice(_ style: Style, _ context: Context) -> [[Span]] {
        context.notice.map { wrapped($0, style, context) } ?? []
    }

    // MARK: - Bindings that many pages have

    /// The keys for help where text is typed.
    static var helpKeys: [Key] { [.control("g"), .function(1)] }

    static var helpsTyping: Binding<Self> { .init(helpKeys, "Help") { $1.open(FramedText.help(of: $0, $1)) } }

    /// Help, where no text is typed.
    static var helps: Binding<Self> { .init(helpKeys + ["?"], "Help") { $1.open(FramedText.help(of: $0, $1)) } }

    /// The keys that leave the program also where letters are typed.
    static var leavingKeys: [Key] { [.control("x"), .control("c"), .function(10)] }

    static var redraws: Binding<Self> { .init(.control("l"), "Repaint") { $1.perform(.redraw) } }

    /// The keys that act on every page outside the wizard.
    static var anywhere: [Binding<Self>] {
        [.init(leavingKeys, "") { $1.leave() }, redraws]
    }

    /// The keys of every dialog: it closes before the question whether to leave opens.
    static var endingDialog: [Binding<Self>] {
        [
            .init(leavingKeys, "") {
                $1.close()
                $1.leave()
            }, redraws,
        ]
    }

    /// The last keys of a dialog in which text is typed. `cancel` closes it.
    static func endingPrompt(_ cancel: @escaping @Sendable (Self, inout Context) -> Void) -> [Binding<Self>] {
        [
            .init(.escape, "Cancel") { cancel($0, &$1) }, helpsTyping,
            .init(leavingKeys, "") {
                cancel($0, &$1)
                $1.leave()
            }, redraws,
        ]
    }

    /// The keys of every page outside the wizard that another page opened.
    static var always: [Binding<Self>] { [.init([.escape, .backspace], "Back") { $1.close() }] + ending }

    /// The keys of every page outside the wizard.
    static var ending: [Binding<Self>] { [helps, leaves("Leave")] + anywhere }

    static func leaves(_ label: String) -> Binding<Self> { .init(["q", "Q"], label) { $1.leave() } }
}
