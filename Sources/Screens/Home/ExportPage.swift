import CertificateModel
import ScreenKit

/// What of the certificates is to be exported, and in which form.
struct ExportPage: Moving {
    let title = "Export"
    private var chosen = ExportChoice.all.firstIndex { $0.form == .p12 } ?? 0

    private var choice: ExportChoice { ExportChoice.all[chosen] }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, "Export") { page, context in
                if page.choice.isEncrypted { context.open(NewPassphrasePrompt()) } else { page.save(&context) }
            }
        ] + Self.rows("Move") + Self.always
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Choose what another program or an appliance is to get, and press \(key: .enter). You are asked for the file, which must not be there yet.",
            "p12 (PKCS #12) and combined hold the identity's private key and its chain: a program that has them can act as this server. p12 is encrypted with a passphrase, which you type twice and which cannot be empty; combined is not encrypted. Choose p12-legacy only if p12 is refused: its ciphers are weak.",
            "The root's private key is never exported. An export with a private key is noted in the journal.",
        ]
    }

    mutating func move(by distance: Int, _ context: inout Context) {
        chosen = moved(chosen, by: distance, limit: ExportChoice.all.count - 1)
    }

    /// A choice has two lines where there is little room.
    func pageHeight(_ context: Context) -> Int { areaHeight(context) / 2 }

    /// Asks for the file.
    func save(_ context: inout Context) {
        guard let server = context.server?.server.hostName.value else { return }
        context.open(SavePrompt(choice, of: server))
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        if case .saved(let path) = event { context.notice = choice.written(to: path) }
    }

    // MARK: - The picture

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let isRoomy = context.size.rows >= 20
        var body = Body(columns: area.columns, glyphs: context.glyphs)
        if isRoomy { body.blank() }
        body.text("What is another program to get?")
        if isRoomy { body.blank() }
        var focus = 0..<0
        for (index, choice) in ExportChoice.all.enumerated() {
            let first = body.lines.count
            body.export(choice, isChosen: index == chosen)
            if index == chosen { focus = first..<body.lines.count }
        }
        let foot = Self.notice(.success, context)
        let viewport = screen.put(
            lines: body.lines, focus: focus,
            in: Rectangle(row: area.row, column: 0, columns: area.columns, rows: area.rows - foot.count))
        screen.put(rows: foot, at: area.endRow - foot.count, width: area.columns)
        screen.cursor = Position(row: area.row + focus.lowerBound - viewport.first, column: 1)
    }
}

extension Body {
    /// One of the choices: a line, or its words and what it has below them where there is little room.
    fileprivate mutating func export(_ choice: ExportChoice, isChosen: Bool) {
        let style: Style = isChosen ? .selected : .normal
        let lead = [
            Span(isChosen ? String(glyphs.right) : " ", .heading),
            Span("\(isChosen ? glyphs.chosen : glyphs.choice) ", style),
        ]
        guard columns >= 72 else {
            item(lead, choice.words, style)
            return text(choice.contents, .muted, indent: 3)
        }
        item(lead + [Span(Self.padded(choice.words, to: 24), style)], choice.contents)
    }
}
