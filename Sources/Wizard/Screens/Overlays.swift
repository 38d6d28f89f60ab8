import CertificateModel
import Drawing
import ScreenKit

extension State {
    func drawOverlay(on screen: inout Screen, _ area: Rectangle) {
        switch overlay {
        case nil: break
        case .help(let scroll): screen.put(text: overlayText, title: "Help: \(step.title)", scroll: scroll, in: area)
        case .detail(let scroll):
            let title = table?.rows[selectedRow].field.rawValue ?? ""
            screen.put(text: overlayText, title: title, scroll: scroll, in: area)
        case .leave(let focused):
            Dialog(
                title: "Leave Keyturn?",
                body: ["Nothing is written yet, and what you answered is forgotten."], choices: ["Stay", "Leave"],
                focused: focused
            ).draw(on: &screen)
        case .write(let focused):
            Dialog(
                title: "Write these certificates?",
                body: whatIsWritten,
                choices: ["Write", "Go back"], focused: focused
            ).draw(on: &screen)
        case .saveAnswers(let path, let problem): drawSaveAnswers(on: &screen, path, problem)
        case .passphrase(let file, let count, let isWrong):
            drawPassphrase(on: &screen, file: file, count: count, isWrong: isWrong)
        case .failure: failureDialog?.draw(on: &screen)
        }
    }

    /// What went wrong; in a small window it may be more than fits.
    private var failureDialog: Dialog? {
        guard case .failure(let title, let problem, let hint, let scroll) = overlay else { return nil }
        return Dialog(title: title, body: [problem, "hint: \(hint)"], choices: ["Close"], scroll: scroll, margin: 1)
    }

    /// Which part of a failure's sentences is in view.
    var failureViewport: Viewport? { failureDialog?.viewport(in: size, charset: glyphs.charset) }

    private var whatIsWritten: [String] {
        guard form.wantsImport else {
            return ["Exactly what the preview shows is written to \(VisibleText.cleaned(store))."]
        }
        let count = imported.certificates.count
        let certificates = count == 1 ? "The certificate and its" : "The \(count) certificates and the"
        let warns = imported.count(.warn)
        return ["\(certificates) private key are written to \(VisibleText.cleaned(store)), as they were read."]
            + (warns == 0 ? [] : [warns == 1 ? "1 check warns." : "\(warns) checks warn."])
    }

    private func drawSaveAnswers(on screen: inout Screen, _ path: TextField, _ problem: String?) {
        let width = min(size.columns - 4, 64)
        let text = problem ?? "Path of the file. It holds no secrets, and \"keyturn ignite --answers\" reads it."
        let lines = TextWidth.wrap(text, width - 4, in: glyphs.charset)
        let frame = screen.bounds.centred(columns: width, rows: lines.count + 4)
        screen.frame(frame, title: "Save the answers")
        for (row, line) in lines.enumerated() {
            screen.put(
                line, row: frame.row + 1 + row, column: frame.column + 2, style: problem == nil ? .normal : .error)
        }
        let visible = path.visible(width: width - 4, glyphs: glyphs)
        let row = frame.endRow - 2
        screen.put(visible.text, row: row, column: frame.column + 2, width: width - 4, style: .focusedField)
        screen.cursor = Position(row: row, column: frame.column + 2 + visible.cursorColumn)
    }

    /// How many lines of help or detail are in view at once.
    var overlayHeight: Int { size.rows - 3 - bindings.footer(columns: size.columns).height }

    /// The lines of what lies over the screen, wrapped.
    var overlayText: [[Span]] {
        let width = max(size.columns - 5, 1)
        func wrapped(_ text: String, _ style: Style = .normal) -> [[Span]] {
            TextWidth.wrap(text, width, in: glyphs.charset).map { [Span($0, style)] }
        }
        switch overlay {
        case .help: return Help.paragraphs(of: step).flatMap { wrapped($0) + [[]] }.dropLast()
        case .detail:
            return table.map { sheetRows(of: $0)[selectedRow].lines(columns: width, in: glyphs.charset) } ?? []
        default: return []
        }
    }
}
