/// Scans a JSON text (RFC 8259) for the lines of its keys, for duplicate keys, and for the line of a syntax error.
///
/// JSONDecoder reports none of these, and accepts duplicate keys silently.
struct JSONLines {
    /// The line of an error, and the hint.
    struct Failure: Error {
        let line: Int
        let hint: String
    }

    /// The line of each key by its path. Those of elements of a list have none, and are not compared with each other.
    private(set) var lines: [[String]: Int] = [:]
    /// The first duplicate key, and the line of its second occurrence.
    private(set) var duplicate: (path: [String], line: Int)?

    private var cursor: SourceCursor

    /// The limit of the decoder itself.
    private static let maximalDepth = 512

    /// The lines of a text.
    init(_ bytes: [UInt8]) throws(Failure) {
        cursor = SourceCursor(bytes)
        try value(at: [], isInList: false, depth: 0)
        skipBlank()
        guard cursor.next == nil else { throw failure("end the text after the last \"}\"") }
    }

    private mutating func value(at path: [String], isInList: Bool, depth: Int) throws(Failure) {
        skipBlank()
        guard depth < Self.maximalDepth else { throw failure("use less nesting") }
        switch cursor.next {
        case UInt8(ascii: "{"): try object(at: path, isInList: isInList, depth: depth)
        case UInt8(ascii: "["): try array(at: path, depth: depth)
        case UInt8(ascii: "\""): _ = try string()
        default:
            // The decoder validates numbers and words. Only their end matters here.
            let start = cursor.offset
            cursor.skip(while: { !SourceCursor.isBlank($0) && !",:[]{}\"".utf8.contains($0) })
            guard cursor.offset > start else { throw failure("write a value") }
            let text = cursor.text(from: start)
            guard ["true", "false", "null"].contains(text) || Double(text) != nil else {
                throw failure("write a value, with texts in double quotes")
            }
        }
    }

    private mutating func object(at path: [String], isInList: Bool, depth: Int) throws(Failure) {
        cursor.skip()
        skipBlank()
        if take("}") { return }
        while true {
            skipBlank()
            let line = cursor.line
            guard cursor.next == UInt8(ascii: "\"") else { throw failure("write a key in double quotes") }
            let key = path + [try string()]
            // Elements of a list may have equal keys.
            if !isInList, lines.updateValue(lines[key] ?? line, forKey: key) != nil, duplicate == nil {
                duplicate = (key, line)
            }
            skipBlank()
            guard take(":") else { throw failure("write a colon after the key") }
            try value(at: key, isInList: isInList, depth: depth + 1)
            skipBlank()
            if take("}") { return }
            guard take(",") else { throw failure("write a comma or \"}\"") }
        }
    }

    private mutating func array(at path: [String], depth: Int) throws(Failure) {
        cursor.skip()
        skipBlank()
        if take("]") { return }
        while true {
            try value(at: path, isInList: true, depth: depth + 1)
            skipBlank()
            if take("]") { return }
            guard take(",") else { throw failure("write a comma or \"]\"") }
        }
    }

    /// The text of a string without its quotes, not unescaped.
    private mutating func string() throws(Failure) -> String {
        cursor.skip()
        let start = cursor.offset
        while let next = cursor.next {
            switch next {
            case UInt8(ascii: "\""):
                let text = cursor.text(from: start)
                cursor.skip()
                return text
            case UInt8(ascii: "\\"): cursor.skip(2)
            case 0..<0x20: throw failure("write a closing double quote")
            default: cursor.skip()
            }
        }
        throw failure("write a closing double quote")
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard cursor.next == UInt8(ascii: character) else { return false }
        cursor.skip()
        return true
    }

    private mutating func skipBlank() { cursor.skip(while: SourceCursor.isBlank) }

    private func failure(_ hint: String) -> Failure { Failure(line: cursor.line, hint: hint) }
}
