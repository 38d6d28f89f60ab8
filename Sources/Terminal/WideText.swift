internal import CNcurses
internal import ScreenKit

/// Cells as the wide characters that ncurses takes.
enum WideText {
    /// The scalars of a cell, or a question mark for each of its columns where the C library, and with it ncurses, thinks
    /// that the character has another width: a row that is out of step with the terminal would be worse.
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
