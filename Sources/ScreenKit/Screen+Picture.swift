/// A screen as text, for scene files and tests.
extension Screen {
    /// The characters of every row, without the blanks at its end. A wide character takes one place here, not two.
    public var lines: [String] {
        (0..<size.rows).map { index in
            String(row(index).lazy.filter { !$0.isContinuation }.map(\.text)).droppingTrailing(" ")
        }
    }

    /// The style letters of every row, one for each column, without the normal ones at its end.
    public var styleLines: [String] {
        (0..<size.rows).map { index in String(row(index).map(\.style.letter)).droppingTrailing(Style.normal.letter) }
    }
}

extension String {
    fileprivate func droppingTrailing(_ character: Character) -> String {
        var kept = self[...]
        while kept.last == character { kept.removeLast() }
        return String(kept)
    }
}
