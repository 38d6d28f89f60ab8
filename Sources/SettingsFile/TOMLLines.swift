import CertificateModel

/// Finds the lines of the keys of a TOML text, which the parser does not report.
///
/// It reads only as much of the grammar as that needs. It also refuses what would crash the parser: for some texts that
/// are not TOML, an assertion in the parser ends the program.
struct TOMLLines {
    /// The line of each key and table, by its path.
    private(set) var lines: [[String]: Int] = [:]
    /// The line, reason and hint of something that the parser must not see.
    private(set) var refused: (line: Int, reason: String, hint: String)?

    private var cursor: SourceCursor
    private var table: [String] = []
    private var dots = 0

    /// The most dots of a key. Each dot nests a table, and the parser frees tables by recursion.
    private static let maximalDots = 64

    /// The lines of a text.
    init(_ bytes: [UInt8]) {
        cursor = SourceCursor(bytes)
        while true {
            cursor.skip(while: SourceCursor.isBlank)
            guard let next = cursor.next, refused == nil else { break }
            dots = 0
            switch next {
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "["): header()
            default: pair()
            }
        }
    }

    /// The line of a key, else of the nearest table around it.
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
        cursor.skip(cursor.isAt("[[") ? 2 : 1)
        skipSpaces()
        // Without a name here, an assertion in the parser would fail.
        guard let next = cursor.next, next == UInt8(ascii: "]") || Self.startsKey(next) else {
            return refuse("no table name after \"[\"")
        }
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
            cursor.skip()
            countDots(in: ".")
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
        var open: [UInt8] = []
        // Inside an inline table, a word before "=" is a key.
        var isAfterEquals = true
        while let next = cursor.next, refused == nil {
            switch next {
            case UInt8(ascii: "\n"):
                if open.isEmpty { return }
                cursor.skip()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): string(next)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open.append(next)
                isAfterEquals = false
                cursor.skip()
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                // In ASCII, each opening bracket is two below its closing one. The parser asserts that they match.
                guard open.popLast() == next - 2 else { return refuse("a closing bracket without an opening one") }
                isAfterEquals = true
                cursor.skip()
            case UInt8(ascii: "="), UInt8(ascii: ","):
                isAfterEquals = next == UInt8(ascii: "=")
                cursor.skip()
            case 0x20, 0x09, 0x0d: cursor.skip()
            default: bareWord(isKey: open.last == UInt8(ascii: "{") && !isAfterEquals)
            }
        }
    }

    /// Skips a key or a value without quotes. The parser's assertions for dates and unusual numbers can fail. No key
    /// needs such values, so they are refused here.
    private mutating func bareWord(isKey: Bool) {
        let start = cursor.offset
        cursor.skip(while: { !SourceCursor.isBlank($0) && !",=[]{}#\"'".utf8.contains($0) })
        let text = cursor.text(from: start)
        if isKey {
            countDots(in: text)
        } else if text != "true", text != "false", !Self.isNumber(text) {
            refuse(
                "\(VisibleText.quoted(text)) without quotes",
                hint: "write texts in double quotes, and switches as true or false")
        }
    }

    /// Whether a text is a plain decimal number.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }

    /// Skips a string in single or double quotes, on one line or several.
    private mutating func string(_ quote: UInt8) {
        let isBasic = quote == UInt8(ascii: "\"")
        let isLong = cursor.isAt(isBasic ? "\"\"\"" : "'''")
        cursor.skip(isLong ? 3 : 1)
        while let next = cursor.next {
            if next == quote, !isLong || cursor.isAt(isBasic ? "\"\"\"" : "'''") {
                cursor.skip(isLong ? 3 : 1)
                // Up to two more quotes may precede the closing three.
                while isLong, cursor.next == quote { cursor.skip() }
                return
            }
            if next == UInt8(ascii: "\n"), !isLong { return }
            if next == UInt8(ascii: "\\"), isBasic {
                // The parser returns C strings, which a NUL would end.
                if cursor.isAt("\\u0000") || cursor.isAt("\\U00000000") { refuse("a null character in a text") }
                cursor.skip()
            }
            cursor.skip()
        }
    }

    private mutating func countDots(in text: String) {
        dots += text.utf8.count { $0 == UInt8(ascii: ".") }
        if dots > Self.maximalDots { refuse("a key in too many tables") }
    }

    private mutating func refuse(_ reason: String, hint: String = "correct that line") {
        if refused == nil { refused = (cursor.line, reason, hint) }
    }

    private mutating func skipSpaces() { cursor.skip(while: { $0 == 0x20 || $0 == 0x09 }) }

    private mutating func skipLine() { cursor.skip(while: { $0 != UInt8(ascii: "\n") }) }

    private static func startsKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        }
    }
}
