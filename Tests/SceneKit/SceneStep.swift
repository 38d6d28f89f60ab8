package import ScreenKit

/// What the operator does next.
package enum SceneStep: Hashable, Sendable {
    case press(Key)
    case resize(Size)

    /// The steps that a line of a header writes: names of keys (`Enter`, `^G`, `Down*3`), typed text (`"ipo1"`) and new
    /// sizes of the window (`<60x20>`).
    package static func steps(_ line: Substring) throws(SceneError) -> [SceneStep] {
        var steps: [SceneStep] = []
        var rest = line.drop { $0 == " " }
        while let first = rest.first {
            if first == "\"", let end = rest.dropFirst().firstIndex(of: "\""), end > rest.startIndex {
                steps += rest[rest.index(after: rest.startIndex)..<end].map { .press(.character($0)) }
                rest = rest[rest.index(after: end)...]
            } else {
                let word = rest.prefix { $0 != " " }
                rest = rest.dropFirst(word.count)
                steps += try self.steps(ofWord: word)
            }
            rest = rest.drop { $0 == " " }
        }
        return steps
    }

    private static func steps(ofWord word: Substring) throws(SceneError) -> [SceneStep] {
        if word.hasPrefix("<"), word.hasSuffix(">"), let size = Size(sceneText: word.dropFirst().dropLast()) {
            return [.resize(size)]
        }
        let parts = word.split(separator: "*", maxSplits: 1)
        if parts.count == 2, let key = Key(name: String(parts[0])), let count = Int(parts[1]) {
            return Array(repeating: .press(key), count: count)
        }
        guard let key = Key(name: String(word)) else {
            throw SceneError("\"\(word)\" is no key; write a name such as Enter or ^G, \"text\", or a size as <80x24>")
        }
        return [.press(key)]
    }
}

extension Size {
    /// The size that `80x24` writes.
    init?(sceneText: some StringProtocol) {
        let numbers = sceneText.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1] else { return nil }
        self.init(columns: columns, rows: rows)
    }
}
