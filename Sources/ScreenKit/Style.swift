/// What a cell means. The terminal decides what that looks like, so that no drawing code ever names a colour.
///
/// Only signs have colours, not text: no colour of a terminal's palette can be read on every background.
///
/// The raw value is the letter that stands for the style in the styles layer of a scene file.
public enum Style: Character, CaseIterable, Hashable, Sendable {
    /// Running text.
    case normal = "."
    /// The bar with the name of the screen.
    case title = "T"
    /// The name of a part of the screen, or the head of a table.
    case heading = "H"
    /// The name of a field.
    case label = "L"
    /// The room a field takes, while the keyboard is elsewhere.
    case field = "f"
    /// The field that takes what is typed.
    case focusedField = "F"
    /// The row under the cursor, or the button that Enter presses.
    case selected = "S"
    /// What can be skipped: explanations, frames, hints.
    case muted = "m"
    /// The name of a key.
    case key = "K"
    /// A value that was worked out or read, rather than typed.
    case value = "V"
    /// Something to think about before going on.
    case warning = "W"
    /// Something that is refused or broken.
    case error = "E"
    /// A sign that something needs attention.
    case mark = "M"
    /// A sign that all is well.
    case success = "G"
    /// A sign that something is broken or refused.
    case failure = "X"
    /// A QR code: light on a dark ground wherever the terminal lets the program choose.
    case code = "Q"

    /// The letter that stands for the style in a picture of the styles.
    public var letter: Character { rawValue }
}
