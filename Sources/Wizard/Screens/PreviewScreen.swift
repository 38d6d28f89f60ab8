import CertificateModel
import ScreenKit

extension State {
    func drawPreview(on screen: inout Screen, _ area: Rectangle) {
        guard let table else { return }
        var column = 1
        for (name, isShown) in tabs(columns: area.columns) {
            column =
                screen.put(
                    " \(name) ", row: area.row, column: column, style: isShown ? .selected : .normal) + 1
        }
        drawState(on: &screen, row: area.row, column: column + 1)

        let paneRows = area.rows >= 19 ? 7 : 0
        let isWide = area.columns >= 72
        // Narrow screens do without the numbers, tall ones show long contents whole.
        let columns: [Table.Column] = [
            .init(isWide ? " #" : "", width: isWide ? 4 : 1),
            .init(isWide ? "Certificate field" : "Field", width: isWide ? 27 : 13, wraps: true),
            .init("Contents", wraps: area.rows >= 36),
        ]
        let layout = Table(
            columns: columns,
            rows: table.rows.enumerated().map { index, row in
                [
                    [
                        Span(isWide ? (index < 9 ? " \(index + 1) " : "\(index + 1) ") : ""),
                        sign(of: row),
                    ],
                    [Span(row.field.rawValue, .label)], [Span(row.contents, row.isPending ? .muted : .value)],
                ]
            }
        ).layout(columns: area.columns - 3, in: glyphs.charset)
        let head = area.row + 1
        layout.drawHeader(on: &screen, row: head, column: 1)
        let viewport = Viewport(
            contentHeight: layout.height, windowHeight: area.endRow - head - 1 - paneRows,
            focus: layout.lines(ofRow: selectedRow))
        layout.draw(viewport, on: &screen, row: head + 1, column: 1, selected: selectedRow)
        screen.scrollBar(viewport, row: head + 1, column: area.columns - 1)
        if paneRows > 0, table.rows.indices.contains(selectedRow) {
            drawPane(
                table.rows[selectedRow], on: &screen,
                Rectangle(row: area.endRow - paneRows, column: 0, columns: area.columns, rows: paneRows))
        }
    }

    /// The row under the cursor: the whole of it as far as there is room, then why it departs, then its note.
    private func drawPane(_ row: FieldRow, on screen: inout Screen, _ area: Rectangle) {
        screen.rule(row: area.row, column: 0, columns: area.columns)
        screen.put(" \(row.field.rawValue) ", row: area.row, column: 2, style: .heading)
        let width = area.columns - 2
        func wrapped(_ text: String, _ style: Style) -> [[Span]] {
            TextWidth.wrap(text, width, in: glyphs.charset).map { [Span($0, style)] }
        }
        var tail = row.departs.map { wrapped("\(glyphs.mark) \($0)", .mark) } ?? []
        if let finding = row.finding {
            let sign = sign(of: row)
            tail += wrapped("\(sign.text) \(finding.detail)", sign.style)
            if let hint = finding.hint { tail += wrapped("hint: \(hint)", .normal) }
        }
        tail += clockWarning(on: row).map { wrapped($0, .warning) } ?? []
        tail += wrapped(row.note, .normal)
        let room = area.rows - 1
        let isList = row.field == .subjectAlternativeNames
        let whole = isList ? wrapped(row.contents, .value) : row.detail.flatMap { wrapped($0, .value) }
        var lines = whole
        if whole.count + tail.count > room {
            let kept = max(room - tail.count - 1, 1)
            lines = whole.prefix(kept) + [[Span("... the whole: ", .muted), Span("d", .key)]]
        }
        for (index, line) in (lines + tail).prefix(room).enumerated() {
            screen.put(line, row: area.row + 1 + index, column: 1, width: width)
        }
    }

    /// What a wrong clock does to a date, under that date.
    func clockWarning(on row: FieldRow) -> String? {
        row.field == .validFrom || row.field == .validTo ? plan?.clock.warning : nil
    }

    /// The certificates to choose from, and which of them is in view; where they do not fit, that one alone.
    private func tabs(columns: Int) -> [(name: String, isShown: Bool)] {
        guard step == .set else { return [("Root", shownKind == .root), ("Identity", shownKind == .identity)] }
        let certificates = imported.certificates
        let intermediates = certificates.count { $0.kind == .intermediate }
        let names = certificates.enumerated().map { index, certificate in
            switch certificate.kind {
            case .identity: "Identity"
            case .root: "Root"
            default: intermediates == 1 ? "Intermediate" : "Intermediate \(index)"
            }
        }
        if names.reduce(0, { $0 + $1.count + 3 }) + 2 <= columns {
            return names.enumerated().map { ($1, $0 == imported.shown) }
        }
        return [("\(names[imported.shown]) (\(imported.shown + 1) of \(names.count))", true)]
    }

    /// The sign in front of a row that departs from the vendor's page, or in which a check found something.
    private func sign(of row: FieldRow) -> Span {
        if let finding = row.finding { return sign(of: finding.verdict) }
        return Span(row.departs == nil ? "" : String(glyphs.mark), .mark)
    }

    /// The sign of what a check found.
    func sign(of verdict: CheckResult.Verdict) -> Span {
        switch verdict {
        case .pass: Span(String(glyphs.check), .success)
        case .warn: Span(String(glyphs.mark), .warning)
        case .fail: Span(String(glyphs.cross), .error)
        }
    }

    /// The profile and how far the certificates have come, in as many words as fit.
    private func drawState(on screen: inout Screen, row: Int, column: Int) {
        let count = table?.rows.count { $0.departs != nil } ?? 0
        let profile = profile.rawValue
        let texts: [String]
        switch progress {
        case .preparing:
            texts = ["profile: \(profile)  making keys and signing...", "making keys and signing...", "signing..."]
        case .writing: texts = ["writing..."]
        case _ where step == .set:
            let file = imported.certificate.map { TypedPath($0.member.file).name } ?? ""
            let summary = "\(imported.level): \(imported.summary)"
            texts = ["from \(VisibleText.quoted(file))  \(summary)", summary, imported.summary, ""]
        default:
            let page = count == 1 ? "1 row departs from the page" : "\(count) rows depart from the page"
            texts =
                count == 0
                ? ["profile: \(profile)", profile]
                : ["profile: \(profile)  \(glyphs.mark) \(page)", "\(profile)  \(glyphs.mark) \(count)"]
        }
        let warning = plan?.clock.isPlausible == false && size.columns >= 60 ? "  the clock is wrong" : ""
        let room = size.columns - column - warning.count
        let text = texts.first { TextWidth.of($0, in: glyphs.charset) < room } ?? texts.last ?? ""
        let end = screen.put(text, row: row, column: column, style: .muted)
        screen.put(warning, row: row, column: end, style: .warning)
    }
}
