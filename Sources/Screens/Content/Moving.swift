import ScreenKit

/// A page with a cursor, or with lines that move.
protocol Moving: Page {
    /// Moves by a number of rows or lines, clamped to the first and the last.
    mutating func move(by distance: Int, _ context: inout Context)
    /// How many rows or lines are in view at once.
    func pageHeight(_ context: Context) -> Int
}

extension Moving {
    /// The keys that move a cursor.
    static func rows(_ label: String) -> [Binding<Self>] {
        [
            .init([.up, "k", .control("p")], label) { $0.move(by: -1, &$1) },
            .init([.down, "j", .control("n")], label) { $0.move(by: 1, &$1) },
            pageUp(.pageUp), pageDown(.pageDown),
            .init([.home, "g"], "") { $0.move(by: -.max / 2, &$1) },
            .init([.end, "G"], "") { $0.move(by: .max / 2, &$1) },
        ]
    }

    /// The keys that move lines: the space bar turns the page.
    static func lines(_ label: String) -> [Binding<Self>] { rows(label) + [pageDown(" ")] }

    static func pageUp(_ key: Key) -> Binding<Self> {
        .init(key, "") { $0.move(by: -max($0.pageHeight($1) - 1, 1), &$1) }
    }

    static func pageDown(_ key: Key) -> Binding<Self> {
        .init(key, "") { $0.move(by: max($0.pageHeight($1) - 1, 1), &$1) }
    }
}

/// A place after a move, clamped to 0...limit.
func moved(_ place: Int, by distance: Int, limit: Int) -> Int {
    let limit = max(limit, 0)
    return min(max(min(place, limit) + distance, 0), limit)
}
