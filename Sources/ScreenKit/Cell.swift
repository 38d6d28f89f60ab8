/// One column of one row.
///
/// A wide character takes two cells: the first holds it, and the second is its continuation, which holds nothing.
public struct Cell: Hashable, Sendable {
    /// What the cell shows: a base character with at most ``TextWidth/marksLimit`` combining marks, always printable.
    public let text: Character
    /// What the cell means.
    public let style: Style
    /// Whether the cell is the right half of the wide character in the cell before it.
    public let isContinuation: Bool

    init(_ text: Character, _ style: Style, isContinuation: Bool = false) {
        self.text = text
        self.style = style
        self.isContinuation = isContinuation
    }

    /// An empty cell.
    public static func blank(_ style: Style = .normal) -> Cell { Cell(" ", style) }

    static func continuation(_ style: Style) -> Cell { Cell(" ", style, isContinuation: true) }
}
