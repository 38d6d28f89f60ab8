/// On which line each key of a text stands. The parsers do not say, and an operator looks for lines.
struct KeyLines {
    private var lines: [[String]: Int] = [:]

    /// The line of a key by its tables and its name, from 1; nil where the text writes it in a form of its own.
    func line(of path: [String]) -> Int? { lines[path] }

    /// The keys of a TOML text: `[table]` heads, and `key =` or `table.key =` at the start of a line.
    init(toml text: String) {
        var table: [String] = []
        for (index, line) in Self.split(text).enumerated() {
            let line = line.drop(while: \.isWhitespace)
            if line.first == "[" {
                table = Self.path(line.dropFirst().prefix { $0 != "]" })
                lines[table] = lines[table] ?? index + 1
            } else if let equals = line.firstIndex(of: "="), line.first != "#" {
                let path = table + Self.path(line[..<equals])
                lines[path] = lines[path] ?? index + 1
            }
        }
    }

    /// The keys of a JSON text: strings that a colon follows, in the objects that are open at that point.
    init(json text: String) {
        var open: [String?] = []
        var string: String?
        var last: (text: String, line: Int)?
        var key: String?
        var isEscaped = false
        var line = 1
        for character in text {
            if character.isNewline { line += 1 }
            if let unfinished = string {
                if isEscaped {
                    isEscaped = false
                    string = unfinished + String(character)
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    last = (unfinished, line)
                    string = nil
                } else {
                    string = unfinished + String(character)
                }
                continue
            }
            switch character {
            case "\"": string = ""
            case ":":
                if let last {
                    let path = open.compactMap { $0 } + [last.text]
                    lines[path] = lines[path] ?? last.line
                    key = last.text
                }
            case "{", "[":
                open.append(key)
                key = nil
            case "}", "]": _ = open.popLast()
            case ",": key = nil
            default: break
            }
        }
    }

    private static func split(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    private static func path(_ text: Substring) -> [String] {
        text.split(separator: ".").map { String($0.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }) }
    }
}
