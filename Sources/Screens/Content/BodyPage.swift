import CertificateModel
import ScreenKit

/// A page of lines that scroll, below rows that do not.
protocol BodyPage: Moving {
    /// The first line in view.
    var scroll: Int { get set }
    /// How many rows above the lines do not scroll.
    var headHeight: Int { get }
    /// How many rows below the lines do not scroll, and their contents.
    func foot(_ context: Context) -> (rows: Int, lines: [[Span]])

    /// What the lines say.
    func describe(_ body: inout Body, _ context: Context)
    /// Draws the rows that do not scroll; false where the lines are not known yet.
    func drawHead(on screen: inout Screen, _ area: Rectangle, _ context: Context) -> Bool
}

extension BodyPage {
    var headHeight: Int { 0 }
    func foot(_ context: Context) -> (rows: Int, lines: [[Span]]) { (0, []) }
    func drawHead(on screen: inout Screen, _ area: Rectangle, _ context: Context) -> Bool { true }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        guard drawHead(on: &screen, area, context) else { return }
        let foot = foot(context)
        let lines = body(context).lines
        let height = area.rows - headHeight - foot.rows
        let isSpaced = foot.rows > 0 && lines.count < height
        screen.put(
            lines: lines, from: scroll,
            in: Rectangle(
                row: area.row + headHeight + (isSpaced ? 1 : 0), column: 0, columns: area.columns,
                rows: height - (isSpaced ? 1 : 0)))
        screen.put(rows: foot.lines, at: area.endRow - foot.lines.count, width: area.columns)
    }

    mutating func move(by distance: Int, _ context: inout Context) { scroll(by: distance, context) }

    mutating func scroll(by distance: Int, _ context: Context) {
        scroll = moved(scroll, by: distance, limit: limit(context))
    }

    func pageHeight(_ context: Context) -> Int { areaHeight(context) - headHeight }

    /// The keys that scroll. The footer shows them only where not all lines fit.
    func moving(_ context: Context) -> [Binding<Self>] { Self.lines(limit(context) > 0 ? "Move" : "") }

    func body(_ context: Context) -> Body {
        var body = Body(columns: context.size.columns, glyphs: context.glyphs)
        describe(&body, context)
        return body
    }

    /// How far it can scroll, computed for a footer of two rows.
    private func limit(_ context: Context) -> Int {
        body(context).lines.count - (context.size.rows - 3 - headHeight - foot(context).rows)
    }
}

extension Screen {
    /// Draws lines with a scroll bar beside them, and returns the lines in view: from `first` on, clamped to the lines that
    /// there are, moved so that `focus` is in view.
    @discardableResult
    mutating func put(
        lines: [[Span]], from first: Int = 0, focus: Range<Int> = 0..<0, in area: Rectangle
    ) -> Viewport {
        let viewport = Viewport(
            contentHeight: lines.count, windowHeight: area.rows, focus: focus, previous: first)
        put(rows: lines[viewport.visible], at: area.row, column: area.column, width: area.columns - 1)
        scrollBar(viewport, row: area.row, column: area.endColumn - 1)
        return viewport
    }
}
