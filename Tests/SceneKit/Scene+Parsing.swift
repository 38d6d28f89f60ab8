import ScreenKit

extension Scene {
    /// The scene that a file holds; what is wrong with it is said with the number of the line.
    package init(parsing text: String) throws(SceneError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex(of: "picture:") ?? lines.endIndex
        var seen: Set<SceneHeader> = []
        for (number, line) in lines[..<start].enumerated() where !line.isEmpty {
            do { try SceneHeader.read(line, into: &self, seen: &seen) } catch {
                throw SceneError("line \(number + 1): \(error)")
            }
        }
        for needed in [SceneHeader.title, .size, .charset, .clock, .store] where !seen.contains(needed) {
            throw SceneError("the header has no \"\(needed.rawValue)\"")
        }
        header = lines[..<start].joined(separator: "\n") + "\n"
        while header.hasSuffix("\n\n") { header.removeLast() }
        header += "\n"
        if start < lines.endIndex { picture = try Self.picture(lines[(start + 1)...]) }
    }

    private static func picture(_ lines: ArraySlice<Substring>) throws(SceneError) -> ScenePicture {
        guard let second = lines.firstIndex(of: "styles:") else { throw SceneError("the picture has no \"styles:\"") }
        let rows = try framed(lines[..<second])
        guard let last = lines[second...].firstIndex(where: { $0.hasPrefix("cursor:") }) else {
            throw SceneError("the picture has no \"cursor:\"")
        }
        let styles = try framed(lines[(second + 1)..<last])
        for (index, row) in styles.enumerated() {
            if let letter = row.first(where: { Style(rawValue: $0) == nil }) {
                throw SceneError("\"\(letter)\" in row \(index + 1) of the styles is the letter of no style")
            }
        }
        guard lines[(last + 1)...].allSatisfy(\.isEmpty) else { throw SceneError("the cursor is not the last line") }
        return ScenePicture(rows: rows, styles: styles, cursor: try cursor(lines[last]))
    }

    private static func framed(_ lines: ArraySlice<Substring>) throws(SceneError) -> [String] {
        let isEdge = { (line: Substring) in line.count >= 2 && line.allSatisfy { $0 == "+" || $0 == "-" } }
        guard lines.count >= 2, let first = lines.first, let last = lines.last, isEdge(first), isEdge(last) else {
            throw SceneError("a layer stands between two lines of \"+---+\"")
        }
        var rows: [String] = []
        for line in lines.dropFirst().dropLast() {
            guard line.count >= 2, line.first == "|", line.last == "|" else {
                throw SceneError("\"\(line)\" does not stand between two \"|\"")
            }
            rows.append(String(line.dropFirst().dropLast()))
        }
        return rows
    }

    private static func cursor(_ line: Substring) throws(SceneError) -> Position? {
        if line == "cursor: hidden" { return nil }
        let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 2, line == "cursor: row \(numbers[0]), column \(numbers[1])" else {
            throw SceneError("\"\(line)\" is neither \"cursor: hidden\" nor \"cursor: row 1, column 1\"")
        }
        return Position(row: numbers[0] - 1, column: numbers[1] - 1)
    }
}
