import CertificateModel
import ScreenKit

/// The list that files are picked from, and below it what was chosen.
struct FileListPicture {
    let files: FileChoice
    let size: Size
    let glyphs: Glyphs

    private func drawRule(on screen: inout Screen, _ title: String, row: Int) {
        screen.rule(row: row, column: 0, columns: size.columns)
        screen.put(
            " \(TextWidth.truncate(title, to: size.columns - 6, glyphs: glyphs)) ", row: row, column: 2,
            style: .heading)
    }

    func drawChosen(on screen: inout Screen, _ area: Rectangle) {
        let chosen = files.chosen
        guard !chosen.isEmpty else { return }
        drawRule(on: &screen, "Chosen: \(chosen.count)", row: area.row)
        var focus = 0..<0
        if case .chosen(let index) = files.focus { focus = index..<index + 1 }
        let viewport = Viewport(
            contentHeight: chosen.count, windowHeight: area.rows - 1, focus: focus, previous: chosen.count)
        for index in viewport.visible {
            let (row, isFocused) = (area.row + 1 + index - viewport.first, focus.contains(index))
            screen.put(
                "  [x] \(VisibleText.cleaned(chosen[index]))", row: row, column: 0, width: area.columns - 3,
                style: isFocused && glyphs.rowMarker == nil ? .selected : .value)
            if isFocused, let marker = glyphs.rowMarker {
                screen.put(String(marker), row: row, column: 0, style: .heading)
            }
            if isFocused { screen.cursor = Position(row: row, column: 3) }
        }
        screen.scrollBar(viewport, row: area.row + 1, column: area.columns - 1)
    }

    func drawList(on screen: inout Screen, _ area: Rectangle) {
        drawRule(on: &screen, listTitle, row: area.row)
        let notes = listNotes(columns: area.columns)
        var focus = 0..<0
        if case .row(let index) = files.focus { focus = index..<index + 1 }
        let viewport = Viewport(
            contentHeight: files.rows.count, windowHeight: max(area.rows - 1 - notes.count, 1), focus: focus,
            glyphs: glyphs)
        for index in viewport.visible {
            let (row, isFocused) = (area.row + 1 + index - viewport.first, focus.contains(index))
            drawListRow(on: &screen, files.rows[index], row: row, isFocused: isFocused)
            if isFocused { screen.cursor = Position(row: row, column: 3) }
        }
        screen.scrollBar(viewport, row: area.row + 1, column: area.columns - 1)
        let top = area.row + 1 + viewport.visible.count
        screen.put(rows: notes.prefix(max(area.endRow - top, 0)), at: top, width: area.columns)
    }

    private func drawListRow(on screen: inout Screen, _ item: FileList.Row, row: Int, isFocused: Bool) {
        let mark = item == .up ? "   " : files.isChosen(item) ? "[x]" : "[ ]"
        let (name, aside) = texts(of: item)
        let asideColumns = aside.isEmpty ? 0 : TextWidth.of(aside, in: glyphs.charset) + 2
        let end = size.columns - 3
        let isBar = isFocused && glyphs.rowMarker == nil
        screen.put(
            "  \(mark) \(name)", row: row, column: 0, width: end - asideColumns, style: isBar ? .selected : .normal)
        if isFocused, let marker = glyphs.rowMarker { screen.put(String(marker), row: row, column: 0, style: .heading) }
        screen.put(
            aside.isEmpty ? "" : "  \(aside)", row: row, column: end - asideColumns, width: asideColumns,
            style: isBar ? .selected : .muted)
    }

    private var listTitle: String {
        guard let folder = files.list.folder else { return "Places" }
        let name = folder == "." ? "The current folder" : VisibleText.cleaned(folder)
        guard case .known(let entries) = files.list.listing else { return name }
        let names = entries.count == 1 ? "1 entry" : "\(entries.count.grouped) entries"
        if entries.isEmpty { return name }
        return files.narrowing.isEmpty ? "\(name): \(names)" : "\(name): \(files.rows.count.grouped) of \(names)"
    }

    /// What there is to say below the rows.
    private func listNotes(columns: Int) -> [[Span]] {
        func wrapped(_ text: String, _ style: Style) -> [[Span]] {
            TextWidth.wrap(text, max(columns - 2, 1), in: glyphs.charset).map { [Span(" "), Span($0, style)] }
        }
        switch files.list.listing {
        case .asked: return wrapped("Looking...", .muted)
        case .refused(let refusal):
            return wrapped(refusal.problem, .warning) + wrapped("hint: \(refusal.hint)", .normal)
        case .known(let entries):
            guard entries.isEmpty else { return [] }
            if files.list.folder != nil { return wrapped("This folder is empty.", .muted) }
            return files.list.places.isEmpty ? wrapped("No medium is mounted.", .muted) : []
        }
    }

    private var widestPlace: Int {
        files.list.places.map { TextWidth.of($0.label, in: glyphs.charset) }.max() ?? 0
    }

    private func texts(of row: FileList.Row) -> (name: String, aside: String) {
        switch row {
        case .place(let place):
            (Body.padded(place.label, to: widestPlace) + "  \(VisibleText.cleaned(place.path))", "")
        case .up: ("../", "the folder above")
        case .whole: ("./", "every file of this folder")
        case .entry(let entry) where entry.isFolder: ("\(VisibleText.cleaned(entry.name))/", "")
        case .entry(let entry): (VisibleText.cleaned(entry.name), entry.size.sizeText)
        }
    }
}

extension Int64 {
    /// A size for people: `812 B`, `4.1 KiB`, `2.0 GiB`.
    fileprivate var sizeText: String {
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
