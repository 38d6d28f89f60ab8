/// A piece of text with one meaning; a line is an array of them.
public struct Span: Hashable, Sendable {
    /// The text as it was given: a ``Screen`` cleans it when it is put there.
    public var text: String
    /// What the text means.
    public var style: Style

    /// Makes a piece of text.
    public init(_ text: String, _ style: Style = .normal) {
        self.text = text
        self.style = style
    }
}

extension Array where Element == Span {
    /// How many columns the line takes.
    public func width(in charset: Charset = .unicode) -> Int {
        reduce(0) { $0 + TextWidth.of($1.text, in: charset) }
    }
}
