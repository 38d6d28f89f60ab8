import ScreenKit

/// A page of lines without a frame or a scroll bar, so that they can be copied, below rows that do not scroll.
protocol LinesPage: Moving {
    /// The first line in view.
    var first: Int { get set }
    /// How many rows above the lines do not scroll.
    var headHeight: Int { get }
    /// How many lines there are.
    func lineCount(_ context: Context) -> Int
}

extension LinesPage {
    var headHeight: Int { 1 }

    func aside(_ context: Context) -> String { viewport(rows: areaHeight(context), context).indicator }

    mutating func move(by distance: Int, _ context: inout Context) {
        first = moved(first, by: distance, limit: lineCount(context) - pageHeight(context))
    }

    func pageHeight(_ context: Context) -> Int { areaHeight(context) - headHeight }

    /// The lines in view, on this number of rows.
    func viewport(rows: Int, _ context: Context) -> Viewport {
        Viewport(contentHeight: lineCount(context), windowHeight: rows - headHeight, previous: first)
    }
}
