/// A question or a message in the middle of the screen, over whatever is there.
public struct Dialog: Hashable, Sendable {
    /// What it is about.
    public var title: String
    /// What it says: each entry is a paragraph, wrapped to the room there is.
    public var body: [String]
    /// The answers there are, as buttons.
    public var choices: [String]
    /// Which button Enter presses.
    public var focused: Int
    /// The first line of the body in view, where there are more than fit.
    public var scroll: Int
    /// How many rows of the screen stay free above and below, however long the body is.
    public var margin: Int

    /// Makes a dialog.
    public init(
        title: String, body: [String], choices: [String], focused: Int = 0, scroll: Int = 0, margin: Int = 0
    ) {
        self.title = title
        self.body = body
        self.choices = choices
        self.focused = focused
        self.scroll = scroll
        self.margin = margin
    }

    /// The widest a dialog gets; longer lines are hard to read.
    private static let widest = 68

    /// What part of the body is in view on a screen of that size.
    public func viewport(in size: Size, charset: Charset = .unicode) -> Viewport {
        let layout = Layout(self, Rectangle(size), charset)
        return layout.viewport
    }

    /// Draws it. Its last choice and its last line are never pushed out by a long body: that scrolls instead.
    public func draw(on screen: inout Screen) {
        let layout = Layout(self, screen.bounds, screen.charset)
        let area = layout.area
        screen.frame(area, title: title)
        let inside = area.inset(rows: 1, columns: 2)
        for (row, line) in layout.lines[layout.viewport.visible].enumerated() {
            screen.put(line, row: inside.row + row, column: inside.column, width: inside.columns)
        }
        screen.scrollBar(layout.viewport, row: inside.row, column: area.endColumn - 2)
        let firstButtonRow = inside.endRow - layout.buttonRows.count
        for (row, buttons) in layout.buttonRows.enumerated() {
            var column = inside.column + max((inside.columns - buttons.columns) / 2, 0)
            for index in buttons.indices {
                let style: Style = index == focused ? .selected : .normal
                let label = TextWidth.truncate("[ \(choices[index]) ]", to: inside.columns, glyphs: screen.glyphs)
                let end = screen.put(label, row: firstButtonRow + row, column: column, style: style)
                if index == focused, end > column {
                    screen.cursor = Position(row: firstButtonRow + row, column: column + min(2, end - column - 1))
                }
                column = end + Layout.gap
            }
        }
    }

    private struct Layout {
        struct Buttons {
            var indices: Range<Int>
            var columns: Int
        }

        static let gap = 2
        let area: Rectangle
        let lines: [String]
        let buttonRows: [Buttons]
        let viewport: Viewport

        init(_ dialog: Dialog, _ bounds: Rectangle, _ charset: Charset) {
            let room = min(max(bounds.columns - 6, 0), Dialog.widest)
            let lines = dialog.body.flatMap { TextWidth.wrap($0, room, in: charset) }
            let buttonRows = Layout.rows(dialog.choices, room, charset)
            let widest = max(
                lines.map { TextWidth.of($0, in: charset) }.max() ?? 0, buttonRows.map(\.columns).max() ?? 0,
                min(TextWidth.of(dialog.title, in: charset) + 4, room))
            // Frame, a blank line between body and buttons, and the frame.
            let around = 2 + (buttonRows.isEmpty ? 0 : buttonRows.count + 1)
            area = bounds.inset(rows: dialog.margin, columns: 0)
                .centred(columns: widest + 6, rows: lines.count + around)
            self.lines = lines
            self.buttonRows = buttonRows
            viewport = Viewport(
                contentHeight: lines.count, windowHeight: area.rows - around, previous: dialog.scroll)
        }

        private static func rows(_ choices: [String], _ room: Int, _ charset: Charset) -> [Buttons] {
            var rows: [Buttons] = []
            for (index, choice) in choices.enumerated() {
                let columns = min(TextWidth.of(choice, in: charset) + 4, room)
                if let last = rows.last, last.columns + gap + columns <= room {
                    rows[rows.count - 1] = Buttons(
                        indices: last.indices.lowerBound..<index + 1, columns: last.columns + gap + columns)
                } else {
                    rows.append(Buttons(indices: index..<index + 1, columns: columns))
                }
            }
            return rows
        }
    }
}
