import CertificateModel
import ScreenKit

extension State {
    /// The field on top, then what was chosen, then the list, which gets the room that is left.
    func drawFiles(on screen: inout Screen, _ area: Rectangle) {
        let files = imported.files
        let isRoomy = area.rows >= 16
        let message = message(columns: area.columns)
        var body = Body(columns: area.columns, glyphs: glyphs)
        if isRoomy {
            body.blank()
            body.text("Which files hold the certificates and the private key?")
            body.blank()
        }
        body.field("Path", files.path, isFocused: files.focus == .path)
        for (row, line) in body.lines.enumerated() {
            screen.put(line, row: area.row + row, column: 0, width: area.columns)
        }
        if files.focus == .path, overlay == nil, let cursor = body.cursor {
            screen.cursor = Position(row: area.row + cursor.row, column: cursor.column)
        }
        var row = area.row + body.lines.count
        drawChosen(on: &screen, row: &row, most: isRoomy ? 4 : 2)
        if isRoomy { row += 1 }
        let end = area.endRow - message.count
        drawList(on: &screen, Rectangle(row: row, column: 0, columns: area.columns, rows: end - row))
        for (row, line) in message.enumerated() {
            screen.put(line, row: end + row, column: 0, width: area.columns)
        }
    }

    private func drawChosen(on screen: inout Screen, row: inout Int, most: Int) {
        let chosen = imported.files.chosen
        var focus = 0..<0
        if case .chosen(let index) = imported.files.focus { focus = index..<index + 1 }
        let viewport = Viewport(
            contentHeight: chosen.count, windowHeight: min(chosen.count, most), focus: focus,
            previous: chosen.count)
        for index in viewport.visible {
            let isFocused = focus.contains(index)
            let label = chosen.count > most ? "Chosen: \(chosen.count)" : "Chosen"
            let column = Body.labelColumns
            if index == viewport.first {
                screen.put(" \(label)", row: row, column: 0, width: column, style: .label)
            }
            screen.put(
                "[x] \(VisibleText.cleaned(chosen[index]))", row: row, column: column,
                width: size.columns - column - 2, style: isFocused ? .selected : .value)
            if isFocused, overlay == nil { screen.cursor = Position(row: row, column: column + 1) }
            row += 1
        }
    }

    private func drawList(on screen: inout Screen, _ area: Rectangle) {
        let files = imported.files
        screen.rule(row: area.row, column: 0, columns: area.columns)
        let title = TextWidth.truncate(listTitle, to: area.columns - 6, glyphs: glyphs)
        screen.put(" \(title) ", row: area.row, column: 2, style: .heading)
        var top = area.row + 1
        for line in listNotes(columns: area.columns) where top < area.endRow {
            screen.put(line, row: top, column: 0, width: area.columns)
            top += 1
        }
        var focus = 0..<0
        if case .row(let index) = files.focus { focus = index..<index + 1 }
        let viewport = Viewport(contentHeight: files.rows.count, windowHeight: area.endRow - top, focus: focus)
        for index in viewport.visible {
            let (row, isFocused) = (top + index - viewport.first, focus.contains(index))
            let mark = files.rows[index] == .up ? "   " : files.isChosen(files.rows[index]) ? "[x]" : "[ ]"
            let (name, aside) = texts(of: files.rows[index])
            let asideColumns = TextWidth.of(aside, in: glyphs.charset)
            let width = area.columns - 4
            let style: Style = isFocused ? .selected : .normal
            screen.put(" \(mark) \(name)", row: row, column: 1, width: width - asideColumns, style: style)
            screen.put(
                aside, row: row, column: 1 + width - asideColumns, width: asideColumns + 1,
                style: isFocused ? .selected : .muted)
            if isFocused, overlay == nil { screen.cursor = Position(row: row, column: 3) }
        }
        screen.scrollBar(viewport, row: top, column: area.columns - 1)
    }

    private var listTitle: String {
        let files = imported.files
        guard let folder = files.folder else { return "Places" }
        let name = folder == "." ? "The current folder" : VisibleText.cleaned(folder)
        guard case .known(let entries) = files.listing else { return name }
        if files.narrowing.isEmpty {
            return "\(name): \(entries.count == 1 ? "1 name" : "\(entries.count.grouped) names")"
        }
        return "\(name): \(files.rows.count.grouped) of \(entries.count.grouped) begin so"
    }

    /// What there is to say instead of rows.
    private func listNotes(columns: Int) -> [[Span]] {
        func wrapped(_ text: String, _ style: Style) -> [[Span]] {
            TextWidth.wrap(text, max(columns - 2, 1), in: glyphs.charset).map { [Span(" "), Span($0, style)] }
        }
        switch imported.files.listing {
        case .asked: return wrapped("Looking...", .muted)
        case .refused(let refusal):
            return wrapped(refusal.problem, .warning) + wrapped("hint: \(refusal.hint)", .normal)
        case .known(let entries):
            return imported.files.folder != nil && entries.isEmpty ? wrapped("Nothing is in this folder.", .muted) : []
        }
    }

    private func texts(of row: FileChoice.Row) -> (name: String, aside: String) {
        switch row {
        case .place(let place): ("\(place.label)  \(VisibleText.cleaned(place.path))", "")
        case .up: ("../", "the folder above")
        case .whole: ("./", "every file of this folder")
        case .entry(let entry) where entry.isFolder: ("\(VisibleText.cleaned(entry.name))/", "")
        case .entry(let entry): (VisibleText.cleaned(entry.name), entry.size.octetsText)
        }
    }
}

extension Int {
    /// The number with commas between its thousands.
    fileprivate var grouped: String {
        var text = ""
        let digits = String(self)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension Int64 {
    /// A size for people: `812 B`, `4.1 KiB`, `2.0 GiB`.
    fileprivate var octetsText: String {
        guard self >= 1024 else { return "\(Swift.max(self, 0)) B" }
        var tenths = Double(self) / 1024
        var units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"][...]
        while tenths >= 1024, units.count > 1 {
            tenths /= 1024
            units.removeFirst()
        }
        let rounded = Int((tenths * 10).rounded(.down))
        return "\(rounded / 10).\(rounded % 10) \(units.first ?? "")"
    }
}
