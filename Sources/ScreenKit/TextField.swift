/// One line of text being typed: what is in it, where the cursor is, and what the editing keys do.
public struct TextField: Hashable, Sendable {
    /// What is in the field.
    public private(set) var text: [Character]
    /// Before which character the cursor is: 0 at the start, `text.count` at the end.
    public private(set) var cursor: Int
    /// The most characters the field takes; typing more changes nothing.
    public let limit: Int
    /// Whether the screen shows asterisks instead of the text.
    public let isMasked: Bool

    /// Makes a field with the cursor at the end of its text.
    public init(_ text: String = "", limit: Int = 4096, isMasked: Bool = false) {
        self.text = []
        self.cursor = 0
        self.limit = max(limit, 0)
        self.isMasked = isMasked
        insert(text)
    }

    /// What is in the field, as one string. Setting it puts the cursor at its end.
    public var string: String {
        get { String(text) }
        set { self = TextField(newValue, limit: limit, isMasked: isMasked) }
    }

    /// Whether nothing is in the field.
    public var isEmpty: Bool { text.isEmpty }

    /// Types a character at the cursor. Control characters are left out; a combining mark joins the character before it.
    public mutating func insert(_ character: Character) {
        guard !character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return }
        if cursor > 0 {
            let joined = String(text[cursor - 1]) + String(character)
            if joined.count == 1, let character = joined.first, joined.unicodeScalars.count <= 16 {
                text[cursor - 1] = character
                return
            }
        }
        guard text.count < limit else { return }
        text.insert(character, at: cursor)
        cursor += 1
    }

    /// Types many characters, as a paste does.
    public mutating func insert(_ text: String) {
        for character in text { insert(character) }
    }

    /// Acts on a key, and says whether it was one of the field's own.
    ///
    /// A key that edits is the field's own even where it has nothing to do, so that Backspace at the start never turns
    /// into something else.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character), .pasted(let character): insert(character)
        case .backspace where cursor > 0:
            cursor -= 1
            text.remove(at: cursor)
        case .delete where cursor < text.count, .control("d") where cursor < text.count: text.remove(at: cursor)
        case .left, .control("b"): cursor = max(cursor - 1, 0)
        case .right, .control("f"): cursor = min(cursor + 1, text.count)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .control("k"): text.removeSubrange(cursor...)
        case .control("u"):
            text.removeAll()
            cursor = 0
        case .control("w"): eraseWord()
        case .backspace, .delete, .control("d"): break
        default: return false
        }
        return true
    }

    /// Erases the word before the cursor, and the blanks behind it.
    private mutating func eraseWord() {
        let start = text[..<cursor].lastIndex { !$0.isWhitespace }.flatMap { last in
            text[..<last].lastIndex(where: \.isWhitespace).map { $0 + 1 }
        }
        text.removeSubrange((start ?? 0)..<cursor)
        cursor = start ?? 0
    }

    /// The part of the text that a field of that many columns shows, and in which of them the cursor is.
    ///
    /// The window jumps by half its width rather than sliding, so that typing on at the end of a long text changes one
    /// cell of the terminal at a time. An ellipsis stands at each end where text goes on.
    public func visible(width: Int, glyphs: Glyphs = .unicode) -> (text: String, cursorColumn: Int) {
        guard width > 0 else { return ("", 0) }
        let characters = isMasked ? text.map { _ in TextField.mask } : text.map { units(of: $0, glyphs) }
        let columns = characters.map(\.columns)
        let total = columns.reduce(0, +)
        let cursorAt = columns[..<cursor].reduce(0, +)
        // A cursor behind the last character needs a column as well.
        if max(total, cursorAt + 1) <= width { return (characters.joined().text, cursorAt) }

        let margin = width >= 4 ? 1 : 0
        let jump = max(width / 2, 1)
        var first = 0
        while cursorAt >= first + width - margin { first += jump }
        var shown: [TextUnit] = []
        var column = -first
        for unit in characters.joined() {
            defer { column += unit.columns }
            guard column + unit.columns > 0, column < width else { continue }
            let isWhole = column >= 0 && column + unit.columns <= width
            let inside = min(column + unit.columns, width) - max(column, 0)
            shown += isWhole ? [unit] : Array(repeating: .space, count: inside)
        }
        if margin == 1 {
            let ellipsis = TextUnit(character: glyphs.ellipsis, columns: 1)
            if first > 0 { shown.replaceColumn(0, with: ellipsis) }
            if total > first + width { shown.replaceColumn(width - 1, with: ellipsis) }
        }
        return (shown.text, cursorAt - first)
    }

    private static let mask = [TextUnit(character: "*", columns: 1)]

    private func units(of character: Character, _ glyphs: Glyphs) -> [TextUnit] {
        TextUnit.units(of: String(character), in: glyphs.charset)
    }
}

extension Array where Element == TextUnit {
    /// Replaces what is in that column, and the other half of a wide character with a blank.
    fileprivate mutating func replaceColumn(_ target: Int, with unit: TextUnit) {
        var column = 0
        for index in indices {
            let next = column + self[index].columns
            if (column..<next).contains(target) {
                let halves = (column..<next).map { $0 == target ? unit : TextUnit.space }
                replaceSubrange(index...index, with: halves)
                return
            }
            column = next
        }
    }
}
