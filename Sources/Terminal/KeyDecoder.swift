internal import ScreenKit

/// Turns characters and escape sequences into keys.
///
/// Ncurses knows the sequences of the terminal that TERM names. On a serial line the real terminal often differs, so
/// the usual sequences are also known here. An unknown sequence is dropped as a whole, so that it is not typed into a
/// field.
struct KeyDecoder {
    private var sequence: [Unicode.Scalar] = []

    /// Whether an escape sequence is incomplete.
    var isWaiting: Bool { !sequence.isEmpty }

    /// Takes a character. Returns the keys that are complete now: none, one or several.
    mutating func take(_ scalar: Unicode.Scalar) -> [Key] {
        guard !sequence.isEmpty else { return begin(scalar) }
        if sequence.count == 1 {
            if scalar == "[" || scalar == "O" {
                sequence.append(scalar)
                return []
            }
            // Escape followed by another key, or that key with Alt.
            sequence = []
            return [.escape] + begin(scalar)
        }
        sequence.append(scalar)
        let isParameter = (0x20...0x3F).contains(scalar.value)
        if sequence[1] == "[", isParameter, sequence.count < 32 { return [] }
        // On the Linux console, F1 is ESC [ [ A.
        if sequence.count == 3, sequence[1] == "[", scalar == "[" { return [] }
        defer { sequence = [] }
        return KeyDecoder.known[String(String.UnicodeScalarView(sequence.dropFirst()))].map { [$0] } ?? []
    }

    /// Nothing more arrives. A single Escape is the Escape key; an incomplete sequence is dropped.
    mutating func finish() -> [Key] {
        defer { sequence = [] }
        return sequence.count == 1 ? [.escape] : []
    }

    private mutating func begin(_ scalar: Unicode.Scalar) -> [Key] {
        switch scalar.value {
        case 0x1B:
            sequence = [scalar]
            return []
        case 0x0D, 0x0A: return [.enter]
        case 0x09: return [.tab]
        case 0x08, 0x7F: return [.backspace]
        case 0x01...0x1A: return [.control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))]
        case 0x00, 0x1C...0x1F: return []
        default: return scalar.properties.generalCategory == .control ? [] : [.character(Character(scalar))]
        }
    }

    private static let known: [String: Key] = [
        "[A": .up, "[B": .down, "[C": .right, "[D": .left, "OA": .up, "OB": .down, "OC": .right, "OD": .left,
        "[H": .home, "[F": .end, "OH": .home, "OF": .end, "[1~": .home, "[4~": .end, "[7~": .home, "[8~": .end,
        "[2~": .insert, "[3~": .delete, "[5~": .pageUp, "[6~": .pageDown, "[Z": .backTab, "OM": .enter,
        "OP": .function(1), "OQ": .function(2), "OR": .function(3), "OS": .function(4),
        "[[A": .function(1), "[[B": .function(2), "[[C": .function(3), "[[D": .function(4), "[[E": .function(5),
        "[11~": .function(1), "[12~": .function(2), "[13~": .function(3), "[14~": .function(4),
        "[15~": .function(5), "[17~": .function(6), "[18~": .function(7), "[19~": .function(8),
        "[20~": .function(9), "[21~": .function(10), "[23~": .function(11), "[24~": .function(12),
    ]
}
