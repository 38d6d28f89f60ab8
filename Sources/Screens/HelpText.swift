import ScreenKit

/// A paragraph of help, and the keys that it names: a test compares them with the bindings of the page.
struct HelpText: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The words.
    let text: String
    /// The keys that it names.
    let keys: [Key]

    init(stringLiteral value: String) {
        text = value
        keys = []
    }

    init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        keys = stringInterpolation.keys
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var keys: [Key] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ glyph: Character) { text.append(glyph) }

        /// A key, by its name.
        mutating func appendInterpolation(key: Key) {
            text += key.name
            keys.append(key)
        }
    }
}
