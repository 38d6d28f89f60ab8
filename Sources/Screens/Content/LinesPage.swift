import ScreenKit

/// A page of lines without a frame or a bar, so that they can be copied, below rows that stay in view.
protocol LinesPage: Moving {
    /// The first line in view.
    var first: Int { get set }
    /// How many rows stay in view above the lines.
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

    /// The lines that are in view on so many rows.
    func viewport(rows: Int, _ context: Context) -> Viewport {
        Viewport(contentHeight: lineCount(context), windowHeight: rows - headHeight, previous: first)
    }
}
