internal import CNcurses
internal import ScreenKit

/// Cells as wide characters for ncurses.
enum WideText {
    /// The scalars of a cell. If wcwidth(3) differs from the cell's width, a question mark for each column: otherwise
    /// the row would be out of step with the terminal.
    static func scalars(of cell: Cell) -> [wchar_t] {
        guard !cell.isContinuation else { return [] }
        let scalars = cell.text.unicodeScalars
        if let only = scalars.first, scalars.count == 1, only.isASCII { return [wchar_t(only.value)] }
        let columns = TextWidth.of(cell.text)
        let wide = scalars.map { wchar_t($0.value) }
        let agrees = zip(scalars, wide).allSatisfy { Int(curses_columns($1)) == TextWidth.of($0) }
        return agrees ? wide : Array(repeating: 0x3F, count: columns)
    }
}
