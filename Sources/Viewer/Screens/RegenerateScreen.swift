import CertificateModel
import Drawing
import ScreenKit

extension State {
    func drawRegenerate(_ regenerate: RegeneratePage, on screen: inout Screen, _ area: Rectangle) {
        let (body, focus) = body(of: regenerate)
        let isSigning = if case .preparing = operation { true } else { false }
        let height = area.rows - (isSigning ? 1 : 0)
        let viewport = Viewport(contentHeight: body.lines.count, windowHeight: height, focus: focus)
        for (row, line) in body.lines[viewport.visible].enumerated() {
            screen.put(line, row: area.row + row, column: 0, width: area.columns - 1)
        }
        screen.scrollBar(viewport, row: area.row, column: area.columns - 1)
        if isSigning {
            screen.put("signing...", row: area.endRow - 1, column: 1, style: .warning)
        } else if let cursor = body.cursor {
            screen.cursor = Position(row: area.row + cursor.row - viewport.first, column: cursor.column)
        }
    }

    /// The lines, and those of them that must be in view: the field that has the keyboard, with what its answer means.
    private func body(of regenerate: RegeneratePage) -> (Body, focus: Range<Int>) {
        let choice = regenerate.choice
        let isRoomy = size.rows >= 20
        var body = Body(columns: size.columns, glyphs: glyphs)
        let indent = size.columns >= 60 ? Body.labelColumns : 3
        if isRoomy { body.blank() }
        body.text("Nothing is written before you have seen what changes.")
        if isRoomy { body.blank() }
        let first = body.lines.count
        body.choice(
            "Certificate", ["Identity", "Root"], chosen: choice.subject == .identity ? 0 : 1,
            isFocused: regenerate.focused == .subject)
        body.text(choice.subjectConsequence, .muted, indent: indent)
        if isRoomy { body.blank() }
        let second = body.lines.count
        body.choice(
            choice.subject == .identity ? "Its key" : "Root's key", ["Keep", "New"], chosen: choice.keepsKey ? 0 : 1,
            isFocused: regenerate.focused == .key)
        body.text(choice.keyConsequence, choice.asksMuch ? .warning : .muted, indent: indent)
        return (body, regenerate.focused == .subject ? first..<second : second..<body.lines.count)
    }

    /// What to do with a third party's certificates.
    func describeReplacement(_ body: inout Body) {
        if size.rows >= 20 { body.blank() }
        body.text(
            "A third party issued these certificates. This server can neither issue them anew nor renew them by itself."
        )
        body.blank()
        body.heading("How to replace them")
        body.item(
            [Span(" 1. ")],
            "keyturn request --out ipo.csr makes a signing request for this server's present name and addresses. Its "
                + "key stays here.")
        body.item([Span(" 2. ")], "Give it to the certificate authority.")
        body.item([Span(" 3. ")], "keyturn import FILE... takes in what comes back, and makes it live.")
        guard let home, home.pendingRequests > 0 else { return }
        body.blank()
        body.text(
            home.pendingRequests == 1
                ? "1 signing request waits already: keyturn request list"
                : "\(home.pendingRequests) signing requests wait already: keyturn request list", .warning)
    }
}

extension RegenerationChoice {
    /// What follows from the choice of the certificate, in a sentence.
    fileprivate var subjectConsequence: String {
        switch subject {
        case .identity:
            "What the server shows to its clients, with its present name and addresses, under the root that they trust "
                + "already."
        case .root: "What clients trust, with new dates, and the identity under it, which keeps its key."
        }
    }

    /// What follows from the choice of the key, in a sentence.
    fileprivate var keyConsequence: String {
        switch (subject, keepsKey) {
        case (.identity, true): "For clients that know the identity's key itself. Make a new one if others may know it."
        case (.identity, false): "Nobody has to be told: whoever trusts the root trusts the identity."
        case (.root, true):
            "Whoever trusts the old root goes on trusting this server until that ends. Give out the new one by then."
        case (.root, false):
            "Every phone and browser refuses this server until it is given the new root. The old one stays in trusted/."
        }
    }

    /// Whether others have to act at once.
    fileprivate var asksMuch: Bool { subject == .root && !keepsKey }
}
