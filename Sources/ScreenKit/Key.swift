/// A key, as the terminal reports it.
public enum Key: Hashable, Sendable {
    /// A character that was typed, the space included.
    case character(Character)
    /// A character of a paste. It goes into a field, and no binding has it.
    case pasted(Character)
    /// A letter or sign typed with Control; the letter is lower-case.
    case control(Character)
    /// A numbered function key; no screen may need one.
    case function(Int)
    /// Keys that edit and confirm.
    case enter, tab, backTab, escape, backspace, delete, insert
    /// Keys that move.
    case up, down, left, right, home, end, pageUp, pageDown

    private static let named: [(name: String, key: Key)] = [
        ("Enter", .enter), ("Tab", .tab), ("Shift-Tab", .backTab), ("Esc", .escape), ("Backspace", .backspace),
        ("Delete", .delete), ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
        ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown), ("Space", .character(" ")),
    ]

    /// What the footer and the scene files call the key: `Enter`, `Shift-Tab`, `^G`, `F1`, `a`.
    public var name: String {
        if let entry = Key.named.first(where: { $0.key == self }) { return entry.name }
        return switch self {
        case .character(let character), .pasted(let character): String(character)
        case .control(let letter): "^" + String(letter).uppercased()
        case .function(let number): "F\(number)"
        // Only a key that is missing in the table above gets here, and a test looks for those.
        default: ""
        }
    }

    /// The key of that name; none where there is no such key.
    public init?(name: String) {
        if let entry = Key.named.first(where: { $0.name == name }) {
            self = entry.key
        } else if name.count == 1, let character = name.first {
            self = .character(character)
        } else if name.first == "^", name.count == 2, let letter = name.lowercased().last {
            self = .control(letter)
        } else if name.first == "F", let number = Int(name.dropFirst()), (1...63).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
    /// A character that is typed.
    public init(extendedGraphemeClusterLiteral value: Character) { self = .character(value) }
}
