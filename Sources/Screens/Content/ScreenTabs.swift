import ScreenKit

extension Screen {
    /// Draws what there is to choose from on one row, and returns the column after it.
    @discardableResult
    mutating func put(tabs: [(name: String, isShown: Bool)], row: Int, column: Int) -> Int {
        var column = column
        for (name, isShown) in tabs {
            column = put(" \(name) ", row: row, column: column, style: isShown ? .selected : .normal) + 1
        }
        return column
    }
}
