import ScreenKit
import Testing

/// What the keys of a terminal send after their Escape.
struct RealTerminal: Sendable, CustomTestStringConvertible {
    let type: String
    let keys: [(String, Key)]

    var testDescription: String { type }

    private init(_ type: String, _ keys: [(String, Key)]) {
        self.type = type
        self.keys = keys + Self.keypad
    }

    static let all = [
        RealTerminal("vt100", applicationCursor + programFunctions),
        RealTerminal("vt220", cursor + programFunctions + editing + highFunctions),
        RealTerminal("linux", cursor + editing + linuxFunctions + highFunctions),
        RealTerminal("xterm", applicationCursor + homeAndEnd + programFunctions + pages + functions),
        RealTerminal("xterm-256color", cursor + homeAndEnd + programFunctions + pages + functions),
        RealTerminal("screen", applicationCursor + editing + programFunctions + functions),
        RealTerminal("tmux", applicationCursor + editing + programFunctions + functions),
        RealTerminal("putty", applicationCursor + editing + vtFunctions + functions),
    ]

    /// Those that every system's terminfo has.
    static let inTerminfo = all.filter { $0.type != "putty" }

    private static let cursor: [(String, Key)] = [("[A", .up), ("[B", .down), ("[C", .right), ("[D", .left)]
    private static let applicationCursor: [(String, Key)] = [
        ("OA", .up), ("OB", .down), ("OC", .right), ("OD", .left),
    ]
    private static let homeAndEnd: [(String, Key)] = [("OH", .home), ("OF", .end), ("[H", .home), ("[F", .end)]
    /// Insert, Delete, Page Up, Page Down.
    private static let pages: [(String, Key)] = [
        ("[2~", .insert), ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown), ("[Z", .backTab),
    ]
    /// The same, with Home and End, or Find and Select.
    private static let editing: [(String, Key)] = [("[1~", .home), ("[4~", .end)] + pages
    private static let programFunctions: [(String, Key)] = [
        ("OP", .function(1)), ("OQ", .function(2)), ("OR", .function(3)), ("OS", .function(4)),
    ]
    private static let vtFunctions: [(String, Key)] = [
        ("[11~", .function(1)), ("[12~", .function(2)), ("[13~", .function(3)), ("[14~", .function(4)),
    ]
    private static let linuxFunctions: [(String, Key)] = [
        ("[[A", .function(1)), ("[[B", .function(2)), ("[[C", .function(3)), ("[[D", .function(4)),
        ("[[E", .function(5)),
    ]
    private static let highFunctions: [(String, Key)] = [
        ("[17~", .function(6)), ("[18~", .function(7)), ("[19~", .function(8)), ("[20~", .function(9)),
        ("[21~", .function(10)), ("[23~", .function(11)), ("[24~", .function(12)),
    ]
    private static let functions: [(String, Key)] = [("[15~", .function(5))] + highFunctions
    private static let keypad: [(String, Key)] = [
        ("Op", "0"), ("Oq", "1"), ("Or", "2"), ("Os", "3"), ("Ot", "4"), ("Ou", "5"), ("Ov", "6"), ("Ow", "7"),
        ("Ox", "8"), ("Oy", "9"), ("On", "."), ("Ol", ","), ("Om", "-"), ("Ok", "+"), ("Oj", "*"), ("Oo", "/"),
        ("OX", "="), ("OM", .enter),
    ]
}
