import ScreenKit

extension Screen {
    /// Draws tabs on one row, and returns the column after them.
    @discardableResult
    mutating func put(tabs: [(name: String, isShown: Bool)], row: Int, column: Int) -> Int {
        var column = column
        for (name, isShown) in tabs {
            column = put(" \(name) ", row: row, column: column, style: isShown ? .selected : .normal) + 1
        }
        return column
    }
}
