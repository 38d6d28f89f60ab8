import CertificateModel
import ScreenKit

extension State {
    /// A field of marks: what was typed is not known here, only how much of it there is.
    func drawPassphrase(on screen: inout Screen, file: String, count: Int, isWrong: Bool) {
        let width = min(size.columns - 4, 64)
        let text = "\(VisibleText.quoted(file)) is encrypted. What you type is not shown."
        var lines = TextWidth.wrap(text, width - 4, in: glyphs.charset).map { [Span($0)] }
        if isWrong {
            lines += TextWidth.wrap("That passphrase does not open it: try again.", width - 4, in: glyphs.charset)
                .map { [Span($0, .error)] }
        }
        let frame = screen.bounds.centred(columns: width, rows: lines.count + 4)
        screen.frame(frame, title: "Passphrase")
        for (row, line) in lines.suffix(max(frame.rows - 4, 1)).enumerated() {
            screen.put(line, row: frame.row + 1 + row, column: frame.column + 2, width: width - 4)
        }
        let field = TextField(String(repeating: "*", count: count), limit: count)
        let visible = field.visible(width: width - 4, glyphs: glyphs)
        let row = frame.endRow - 2
        screen.put(visible.text, row: row, column: frame.column + 2, width: width - 4, style: .focusedField)
        screen.cursor = Position(row: row, column: frame.column + 2 + visible.cursorColumn)
    }
}
