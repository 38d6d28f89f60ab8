/// Which lines of something long are in view, so that the focused ones are.
///
/// Arithmetic only: computed for each picture from the first line of the last one.
public struct Viewport: Hashable, Sendable {
    /// How many lines there are.
    public let contentHeight: Int
    /// How many lines fit.
    public let windowHeight: Int
    /// The first line in view.
    public let first: Int

    /// Finds the first line.
    ///
    /// - Parameters:
    ///   - focus: the lines that have to be in view; where they are more than fit, their start is.
    ///   - previous: where the view was before. It moves from there no farther than the focus asks.
    ///   - glyphs: on a slow line, for which these may be, the view moves by whole pages: then most rows stay as they are.
    public init(
        contentHeight: Int, windowHeight: Int, focus: Range<Int> = 0..<0, previous: Int = 0, glyphs: Glyphs? = nil
    ) {
        self.contentHeight = max(contentHeight.nearScreen, 0)
        self.windowHeight = max(windowHeight.nearScreen, 0)
        var first = previous.nearScreen
        if !focus.isEmpty {
            first = max(first, focus.upperBound.nearScreen - self.windowHeight)
            first = min(first, focus.lowerBound.nearScreen)
            if glyphs?.rowMarker != nil, self.windowHeight > 0 {
                first = focus.lowerBound.nearScreen / self.windowHeight * self.windowHeight
                // A row of several lines that this page cuts begins the next one.
                if focus.upperBound.nearScreen > first + self.windowHeight { first = focus.lowerBound.nearScreen }
            }
        }
        let last =
            glyphs?.rowMarker != nil && !focus.isEmpty ? self.contentHeight - 1 : self.contentHeight - self.windowHeight
        self.first = max(min(first, last), 0)
    }

    /// The lines in view.
    public var visible: Range<Int> { first..<max(min(first + windowHeight, contentHeight), first) }
    /// Whether there are lines above those in view.
    public var moreAbove: Bool { first > 0 }
    /// Whether there are lines below those in view.
    public var moreBelow: Bool { visible.upperBound < contentHeight }

    /// What is in view, in words: `lines 1-12 of 34`; empty where everything is.
    public var indicator: String {
        guard moreAbove || moreBelow, !visible.isEmpty else { return "" }
        return "lines \(first + 1)-\(visible.upperBound) of \(contentHeight)"
    }

    /// The part of a scroll bar as high as the window that stands for what is in view: at least one cell, and at an end
    /// of the bar only where the view is at that end.
    var thumb: (from: Int, to: Int) {
        guard contentHeight > 0, windowHeight > 0 else { return (0, 0) }
        let length = min(max(windowHeight * windowHeight / contentHeight, 1), windowHeight)
        let room = windowHeight - length
        let hidden = contentHeight - windowHeight
        guard hidden > 0 else { return (0, windowHeight) }
        var from = room * first / hidden
        if moreAbove, from == 0, room > 1 { from = 1 }
        if moreBelow, from == room, room > 1 { from = room - 1 }
        return (from, from + length)
    }
}
