import CertificateModel
import Drawing
public import ScreenKit

extension State {
    /// The picture of the wizard: a function of the state alone.
    public func view() -> Screen {
        guard size.holds(Screen.smallest) else { return .tooSmall(size, glyphs: glyphs) }
        var screen = Screen(size: size, glyphs: glyphs)
        screen.titleBar(
            "Keyturn \(SoftwareRelease.version)  \(step.title)",
            aside: stepNumber.map { "\($0) of \($1)" } ?? "")
        let footer = bindings.footer(columns: size.columns)
        screen.put(footer)
        let area = Rectangle(row: 1, column: 0, columns: size.columns, rows: size.rows - 1 - footer.height)
        switch step {
        case .preview, .set: drawPreview(on: &screen, area)
        case .files: drawFiles(on: &screen, area)
        case .checks: drawChecks(on: &screen, area)
        default: drawBody(on: &screen, area)
        }
        drawOverlay(on: &screen, area)
        return screen
    }

    private func drawBody(on screen: inout Screen, _ area: Rectangle) {
        let message = message(columns: area.columns)
        let sideColumns =
            step == .addresses && area.columns >= 76 ? min(area.columns - 44, max(34, area.columns * 2 / 5)) : 0
        let body = body(columns: area.columns - sideColumns, besideNames: sideColumns > 0)
        let height = area.rows - 1 - message.count
        // A blank line under the title where there is room for it.
        let top = area.row + (body.lines.count < height ? 1 : 0)
        let viewport = Viewport(
            contentHeight: body.lines.count, windowHeight: height - (top - area.row),
            focus: focusInView(of: body, height: height), previous: scroll)
        for (row, line) in body.lines[viewport.visible].enumerated() {
            screen.put(line, row: top + row, column: 0, width: area.columns - sideColumns)
        }
        screen.scrollBar(viewport, row: top, column: area.columns - 1)
        if sideColumns > 0 {
            drawNames(
                on: &screen,
                Rectangle(row: top, column: area.columns - sideColumns, columns: sideColumns, rows: height - 1))
        }
        for (row, line) in message.enumerated() {
            screen.put(line, row: area.endRow - message.count + row, column: 0, width: area.columns)
        }
        if overlay == nil, let cursor = body.cursor {
            screen.cursor = Position(row: top + cursor.row - viewport.first, column: cursor.column)
        }
    }

    func body(columns: Int, besideNames: Bool = false) -> Body {
        var body = Body(columns: columns, glyphs: glyphs)
        switch step {
        case .welcome: describeWelcome(&body)
        case .server: describeServer(&body)
        case .addresses: describeAddresses(&body, besideNames: besideNames)
        case .names: describeNames(&body)
        case .authority: describeAuthority(&body)
        case .done: describeDone(&body)
        case .preview, .files, .set: break
        case .checks: describeChecks(&body)
        }
        return body
    }

    /// The last field brings what stands under it into view, as far as it fits: no key goes farther down.
    private func focusInView(of body: Body, height: Int) -> Range<Int> {
        guard let focused, focused == FieldName.fields(of: step).last else { return body.focus }
        let first = body.focus.lowerBound
        return first..<max(min(first + height, body.lines.count), body.focus.upperBound)
    }

    /// How far a screen without fields can be moved: reckoned with a footer of two rows, which moving adds a key to.
    var scrollLimit: Int {
        guard step == .welcome || step == .checks || step == .done else { return 0 }
        return max(body(columns: size.columns).lines.count - (size.rows - 4 - message(columns: size.columns).count), 0)
    }

    /// What is to be said under the form: why the answer that has the keyboard is refused, or what became of the last
    /// thing that was tried.
    func message(columns: Int) -> [[Span]] {
        func wrapped(_ text: String, _ style: Style) -> [[Span]] {
            TextWidth.wrap(text, max(columns - 2, 1), in: glyphs.charset).map { [Span(" "), Span($0, style)] }
        }
        if let focused, let refusal = refusalToShow(of: focused) {
            return wrapped(refusal.problem, notice == nil ? .warning : .error)
                + wrapped("hint: \(refusal.hint)", .normal)
        }
        if isWaitingForNames { return wrapped("Asking reverse DNS for the host name (2 seconds at most)...", .warning) }
        if imported.isReading { return wrapped("Reading the files...", .warning) }
        if let notice { return wrapped(notice, .warning) }
        if let focused, let remark = form.remark(on: focused) { return wrapped(remark, .warning) }
        return []
    }

    private func refusalToShow(of field: FieldName) -> Refusal? {
        if let refusal = form.refusal(of: field) { return refusal }
        guard let refusal = refusal(on: step), refusal.field == field else { return nil }
        // That a field is still empty is no reproach until the operator wants to go on.
        return form[field].isEmpty && notice == nil ? nil : refusal.refusal
    }
}
