internal import ScreenKit

/// Turns characters and escape sequences into keys.
///
/// Ncurses knows the sequences of the terminal that TERM names. On a serial line the real terminal often differs, so
/// the usual sequences are also known here. An unknown sequence is dropped as a whole, so that it is not typed into a
/// field, and so is the rest of a sequence that comes too late.
struct KeyDecoder {
    /// How far a sequence has come, where it is not complete.
    private enum Stage {
        /// Its rest may still come in time.
        case inTime
        /// Nothing came after its Escape, which was taken for the Escape key.
        case afterEscape
        /// Its rest is dropped when it comes.
        case late
    }

    /// A bracketed paste that has begun and has not ended.
    private struct Paste {
        /// Whether a character of it was taken.
        var hasText = false
        /// Whether a line end or a tab came after that character.
        var isSeparated = false
        /// Whether the rest is for nobody.
        var isDropped = false
        /// Whether nothing came for a while.
        var hasPaused = false
    }

    private var sequence: [Unicode.Scalar] = []
    private var stage = Stage.inTime
    private var paste: Paste?

    /// Whether the rest of a sequence has to come within the wait. For what follows a single Escape, ncurses has waited.
    var isWaiting: Bool { paste == nil && sequence.count > 1 && stage != .late }

    /// Whether what waits may also have been typed, after the Escape key: then the wait must not be noticed.
    var isPerhapsTyped: Bool { isWaiting && stage == .afterEscape }

    /// Takes a character. Returns the keys that are complete now: none, one or several.
    mutating func take(_ scalar: Unicode.Scalar) -> [Key] {
        if paste != nil { return takePasted(scalar) }
        if sequence.isEmpty { return begin(scalar) }
        if sequence.count == 1 { return takeSecond(scalar) }
        if stage == .afterEscape { return takeTyped(scalar) }
        guard let name = complete(with: scalar) else { return [] }
        let isLate = stage == .late
        reset()
        // Without its begin, a paste would act as keys: however late it comes, it is known.
        if name == KeyDecoder.pasteBegin {
            paste = Paste()
            return []
        }
        return isLate ? [] : KeyDecoder.known[name].map { [$0] } ?? []
    }

    /// Takes a key that ncurses decoded; nil for one that no screen uses.
    mutating func take(decoded key: Key?) -> [Key] {
        if paste != nil {
            if key == .enter || key == .tab { separate() }
            return []
        }
        defer { reset() }
        return finish() + (key.map { [$0] } ?? [])
    }

    /// Nothing more came within the wait. A single Escape is the Escape key.
    mutating func finish() -> [Key] {
        guard paste == nil, !sequence.isEmpty else { return [] }
        if stage == .inTime {
            stage = sequence.count == 1 ? .afterEscape : .late
            return stage == .afterEscape ? [.escape] : []
        }
        guard isWaiting else { return [] }
        reset()
        return ["O"]
    }

    /// Nothing came for so long that what comes next is no rest of a sequence.
    ///
    /// A paste may lack its end, where the line dropped: a control character then ends it, and acts. A paste itself does
    /// not pause.
    mutating func pause() {
        if paste == nil { reset() } else { paste?.hasPaused = true }
    }

    /// What is left of a paste is for nobody.
    mutating func dropPaste() { paste?.isDropped = true }

    private mutating func reset() { (sequence, stage) = ([], .inTime) }

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

    /// The character after an Escape.
    private mutating func takeSecond(_ scalar: Unicode.Scalar) -> [Key] {
        guard scalar == "[" || scalar == "O" else {
            // Escape followed by another key, or that key with Alt.
            let before: [Key] = stage == .afterEscape ? [] : [.escape]
            reset()
            return before + begin(scalar)
        }
        sequence.append(scalar)
        // No answer begins with a bracket, and many begin with the letter: only with what follows at once it is a rest.
        if stage == .afterEscape, scalar == "[" { stage = .late }
        return []
    }

    /// The character after an Escape that was a key, and the letter O: the rest of a sequence, or both were typed.
    private mutating func takeTyped(_ scalar: Unicode.Scalar) -> [Key] {
        reset()
        return KeyDecoder.known["O\(scalar)"] != nil ? [] : ["O"] + begin(scalar)
    }

    /// Adds a character to the sequence. Returns the sequence without its Escape, if this was its last character.
    private mutating func complete(with scalar: Unicode.Scalar) -> String? {
        sequence.append(scalar)
        let isFirst = sequence.count == 3
        let isParameter =
            sequence[1] == "[" ? (0x20...0x3F).contains(scalar.value) : (0x30...0x3B).contains(scalar.value)
        if isParameter, sequence.count < 32 { return nil }
        // On the Linux console, F1 is ESC [ [ A.
        if isFirst, sequence[1] == "[", scalar == "[" { return nil }
        return String(String.UnicodeScalarView(sequence.dropFirst()))
    }

    // MARK: - Bracketed paste

    private static let pasteBegin = "[200~"
    private static let pasteEnd = "[201~"

    /// A character of a paste. Its line ends and tabs separate words, and its sequences are dropped.
    private mutating func takePasted(_ scalar: Unicode.Scalar) -> [Key] {
        defer { paste?.hasPaused = false }
        if sequence.count == 1, scalar != "[", scalar != "O" {
            reset()
        } else if !sequence.isEmpty {
            if sequence.count == 1 {
                sequence.append(scalar)
            } else if let name = complete(with: scalar) {
                reset()
                if name == KeyDecoder.pasteEnd { paste = nil }
            }
            return []
        }
        switch scalar.value {
        case 0x1B: sequence = [scalar]
        case 0x09, 0x0A, 0x0D: separate()
        default:
            guard scalar.properties.generalCategory == .control else { return text(Character(scalar)) }
            guard paste?.hasPaused == true else { return [] }
            paste = nil
            return begin(scalar)
        }
        return []
    }

    private mutating func separate() {
        let hasText = paste?.hasText == true
        paste?.isSeparated = hasText
    }

    /// A character of the text, and before it a blank where a line ended. Line ends around the text are no part of it.
    private mutating func text(_ character: Character) -> [Key] {
        guard let before = paste, !before.isDropped else { return [] }
        paste?.hasText = true
        paste?.isSeparated = false
        return (before.isSeparated ? [.pasted(" ")] : []) + [.pasted(character)]
    }

    // MARK: - The sequences

    /// The numeric keypad in application mode (DECKPAM), by its final characters.
    static let keypad: [Character: Key] = [
        "p": "0", "q": "1", "r": "2", "s": "3", "t": "4", "u": "5", "v": "6", "w": "7", "x": "8", "y": "9",
        "n": ".", "l": ",", "m": "-", "k": "+", "j": "*", "o": "/", "X": "=", "M": .enter,
    ]

    private static let known: [String: Key] = {
        var known: [String: Key] = [
            "[A": .up, "[B": .down, "[C": .right, "[D": .left, "OA": .up, "OB": .down, "OC": .right, "OD": .left,
            "[H": .home, "[F": .end, "OH": .home, "OF": .end, "[1~": .home, "[4~": .end, "[7~": .home, "[8~": .end,
            "[2~": .insert, "[3~": .delete, "[5~": .pageUp, "[6~": .pageDown, "[Z": .backTab,
            "OP": .function(1), "OQ": .function(2), "OR": .function(3), "OS": .function(4),
            "[[A": .function(1), "[[B": .function(2), "[[C": .function(3), "[[D": .function(4), "[[E": .function(5),
            "[11~": .function(1), "[12~": .function(2), "[13~": .function(3), "[14~": .function(4),
            "[15~": .function(5), "[17~": .function(6), "[18~": .function(7), "[19~": .function(8),
            "[20~": .function(9), "[21~": .function(10), "[23~": .function(11), "[24~": .function(12),
        ]
        for (final, key) in keypad { known["O\(final)"] = key }
        return known
    }()
}
