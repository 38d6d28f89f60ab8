import CertificateModel
import ScreenKit

/// What to regenerate: the identity or the root, with its present key or a new one.
struct RegeneratePage: Moving {
    /// What there is to choose.
    private enum Field {
        case subject, key
    }

    let title = "Regenerate"
    private var choice = RegenerationChoice(.identity)
    private var focused = Field.subject

    func bindings(_ context: Context) -> [Binding<Self>] {
        if context.isPreparing {
            return [.init([.escape, .backspace], "Cancel") { $1.cancelPreparation() }] + Self.ending
        }
        return [
            .init(.enter, "Show what changes", unless: context.waitsForOperation) { $1.prepare($0.choice, nil) },
            .init([" ", .left, .right], "Change") { page, _ in page.change() },
        ] + Self.rows("Move") + [
            .init([.tab, .backTab], "") { page, _ in page.focused = page.focused == .subject ? .key : .subject }
        ] + Self.always
    }

    mutating func move(by distance: Int, _ context: inout Context) { focused = distance < 0 ? .subject : .key }

    func pageHeight(_ context: Context) -> Int { 2 }

    /// Changes the answer of the focused field. A new subject resets the answer about the key.
    private mutating func change() {
        switch focused {
        case .subject: choice = RegenerationChoice(choice.subject == .identity ? .root : .identity)
        case .key: choice.keepsKey.toggle()
        }
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Choose what to regenerate. Usually it is the identity: clients need nothing new then. Regenerate the root when it expires soon, or when others may know its key. In the second case it needs a new key.",
            "\(key: .up) and \(key: .down) choose the field, \(key: " ") changes it, and \(key: .enter) signs in memory and shows what changes. \(key: .escape) goes back, and nothing is written.",
        ]
    }

    mutating func take(_ event: Event, _ context: inout Context) { context.takePreparation(event, closing: false) }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let (body, focus) = body(context)
        let isSigning = context.isPreparing
        let viewport = screen.put(
            lines: body.lines, focus: focus,
            in: Rectangle(row: area.row, column: 0, columns: area.columns, rows: area.rows - (isSigning ? 1 : 0)))
        if isSigning {
            screen.put("signing...", row: area.endRow - 1, column: 1, style: .warning)
        } else if let cursor = body.cursor {
            screen.cursor = Position(row: area.row + cursor.row - viewport.first, column: cursor.column)
        }
    }

    /// The lines, and the range that must be in view: the focused field with its explanation.
    private func body(_ context: Context) -> (Body, focus: Range<Int>) {
        let isRoomy = context.size.rows >= 20
        var body = Body(columns: context.size.columns, glyphs: context.glyphs)
        let indent = context.size.columns >= 60 ? Body.labelColumns : 3
        if isRoomy { body.blank() }
        body.text("Nothing is written before you have seen what changes.")
        if isRoomy { body.blank() }
        let first = body.lines.count
        body.choice(
            "Certificate", ["Identity", "Root"], chosen: choice.subject == .identity ? 0 : 1,
            isFocused: focused == .subject)
        body.text(choice.subjectConsequence, .muted, indent: indent)
        if isRoomy { body.blank() }
        let second = body.lines.count
        body.choice(
            choice.subject == .identity ? "Its key" : "Root's key", ["Keep", "New"], chosen: choice.keepsKey ? 0 : 1,
            isFocused: focused == .key)
        body.text(choice.keyConsequence, choice.asksMuch ? .warning : .muted, indent: indent)
        return (body, focused == .subject ? first..<second : second..<body.lines.count)
    }
}

extension RegenerationChoice {
    /// What follows from the choice of the certificate, in a sentence.
    fileprivate var subjectConsequence: String {
        switch subject {
        case .identity:
            "What the server serves to its clients, with its present name and addresses, issued by the root that they "
                + "trust already."
        case .root: "What clients trust, with new dates. The identity is regenerated too, and keeps its key."
        }
    }

    /// What follows from the choice of the key, in a sentence.
    fileprivate var keyConsequence: String {
        switch (subject, keepsKey) {
        case (.identity, true): "For clients that pin the identity's key. Make a new key if others may know this one."
        case (.identity, false): "Clients need nothing new: they trust the root, and so the new identity."
        case (.root, true):
            "Clients that trust the old root trust this server until the old root expires. Give them the new root before."
        case (.root, false):
            "Every phone and browser refuses this server until it has the new root. The old root stays in trusted/."
        }
    }

    /// Whether others have to act at once.
    fileprivate var asksMuch: Bool { subject == .root && !keepsKey }
}
