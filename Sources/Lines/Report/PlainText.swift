import CertificateModel
import ScreenKit

/// Lines of a table that is printed, as wide as the terminal.
struct PlainText {
    private(set) var text = ""
    private let columns: Int?
    private let charset = Console.charset
    /// The width of the names, and of the contents; nil if the contents are not wrapped.
    private let names: Int
    private let room: Int?

    private static let nameColumns = 39
    private static let narrowColumns = 27
    private static let spaces = (0...nameColumns).map { String(repeating: " ", count: $0) }

    /// An empty text, for so many columns.
    init(columns: Int?) {
        self.columns = columns
        // On a narrow terminal, long names are wrapped.
        let names = columns.map { $0 < 72 ? Self.narrowColumns : Self.nameColumns } ?? Self.nameColumns
        self.names = names
        room = columns.map { max($0 - names - 7, 20) }
        text.reserveCapacity(4_096)
    }

    /// Adds a line, wrapped: the first line begins with `lead`, the following ones with as many spaces.
    mutating func add(_ line: String, lead: String = "") {
        let lines = wrapped(line, columns.map { max($0 - lead.utf8.count, 20) })
        for (index, line) in lines.enumerated() {
            text += index == 0 ? lead : Self.spaces[lead.utf8.count]
            text += line
            text += "\n"
        }
    }

    /// Adds a row of three columns; `head` and `name` are ASCII.
    mutating func add(_ head: String, _ name: String, _ contents: String) {
        let lines = wrapped(contents, room)
        let nameLines = name.utf8.count <= names ? [name] : TextWidth.wrap(name, names)
        for line in 0..<max(lines.count, nameLines.count) {
            let name = line < nameLines.count ? nameLines[line] : ""
            text += line == 0 ? head : "     "
            text += " "
            text += name
            text += Self.padding(of: name, to: names)
            text += " "
            text += line < lines.count ? lines[line] : ""
            text += "\n"
        }
    }

    /// Adds the result of a check.
    mutating func add(_ check: CheckResult) {
        let verdict = check.verdict.rawValue
        let name = check.check.rawValue
        let lead = "  \(verdict)\(Self.padding(of: verdict, to: 6))\(name)\(Self.padding(of: name, to: 21))"
        guard let columns, columns < 60 else { return add(check.detail, lead: lead) }
        add(name, lead: "  \(verdict) ")
        add(check.detail, lead: "       ")
    }

    /// The spaces behind an ASCII word in a column of a width; none where it is as long.
    private static func padding(of word: String, to columns: Int) -> String {
        spaces[max(columns - word.utf8.count, 0)]
    }

    private func wrapped(_ line: String, _ width: Int?) -> [String] {
        width.map { TextWidth.wrap(line, $0, in: charset) } ?? [TextWidth.clean(line)]
    }
}
