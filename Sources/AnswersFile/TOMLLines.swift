/// Finds the lines that the keys of a TOML text stand on, which the parser does not tell.
///
/// It reads only as much of the grammar as that takes, and tells nothing about whether the text is valid.
struct TOMLLines {
    /// The line of each key and table, by its path.
    private(set) var lines: [[String]: Int] = [:]
    /// The line of something that is refused before the parser sees it, and the reason.
    private(set) var refused: (line: Int, reason: String)?

    private var cursor: SourceCursor
    private var table: [String] = []
    private var dots = 0

    /// More dots than any key has: each is a table in a table, and the parser frees those by recursion.
    private static let maximalDots = 64

    /// The lines of a text.
    init(_ bytes: [UInt8]) {
        cursor = SourceCursor(bytes)
        while true {
            cursor.skip(while: SourceCursor.isBlank)
            guard let next = cursor.next else { break }
            dots = 0
            switch next {
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "["): header()
            default: pair()
            }
        }
    }

    /// The line of a key, or else of the nearest table around it.
    func line(of path: [String]) -> Int? {
        var path = path
        while !path.isEmpty {
            if let line = lines[path] { return line }
            path.removeLast()
        }
        return nil
    }

    private mutating func header() {
        let line = cursor.line
        cursor.skip(while: { $0 == UInt8(ascii: "[") })
        table = key()
        if lines[table] == nil { lines[table] = line }
        skipLine()
    }

    private mutating func pair() {
        let line = cursor.line
        let path = table + key()
        if lines[path] == nil { lines[path] = line }
        guard cursor.next == UInt8(ascii: "=") else { return skipLine() }
        value()
    }

    private mutating func key() -> [String] {
        var parts: [String] = []
        while true {
            skipSpaces()
            parts.append(keyPart())
            skipSpaces()
            guard cursor.next == UInt8(ascii: ".") else { return parts }
            dot()
            if refused != nil { return parts }
        }
    }

    private mutating func keyPart() -> String {
        let start = cursor.offset
        if let quote = cursor.next, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            string(quote)
            return String(cursor.text(from: start).dropFirst().dropLast())
        }
        cursor.skip(while: { !SourceCursor.isBlank($0) && !".=]#\"'".utf8.contains($0) })
        return cursor.text(from: start)
    }

    private mutating func value() {
        var depth = 0
        while let next = cursor.next {
            switch next {
            case UInt8(ascii: "\n"):
                if depth <= 0 { return }
                cursor.skip()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): string(next)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                cursor.skip()
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                cursor.skip()
            case UInt8(ascii: "."): dot()
            default: cursor.skip()
            }
        }
    }

    /// Goes over a string in single or double quotes, on one line or several.
    private mutating func string(_ quote: UInt8) {
        let isBasic = quote == UInt8(ascii: "\"")
        let isLong = cursor.isAt(isBasic ? "\"\"\"" : "'''")
        cursor.skip(isLong ? 3 : 1)
        while let next = cursor.next {
            if next == quote, !isLong || cursor.isAt(isBasic ? "\"\"\"" : "'''") {
                cursor.skip(isLong ? 3 : 1)
                // Up to two quotes may stand before the closing three.
                while isLong, cursor.next == quote { cursor.skip() }
                return
            }
            if next == UInt8(ascii: "\n"), !isLong { return }
            if next == UInt8(ascii: "\\"), isBasic {
                // The parser hands strings on as C has them, which would end there.
                if cursor.isAt("\\u0000") || cursor.isAt("\\U00000000") { refuse("a null character in a text") }
                cursor.skip()
            }
            cursor.skip()
        }
    }

    private mutating func dot() {
        cursor.skip()
        dots += 1
        if dots > Self.maximalDots { refuse("a key in too many tables") }
    }

    private mutating func refuse(_ reason: String) {
        if refused == nil { refused = (cursor.line, reason) }
    }

    private mutating func skipSpaces() { cursor.skip(while: { $0 == 0x20 || $0 == 0x09 }) }

    private mutating func skipLine() { cursor.skip(while: { $0 != UInt8(ascii: "\n") }) }
}
