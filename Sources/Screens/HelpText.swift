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

        /// What is on a button.
        mutating func appendInterpolation(label: String) { text += label }

        /// A key, by its name.
        mutating func appendInterpolation(key: Key) {
            appendInterpolation(key.name, key: key)
        }

        /// A key, by the name that is on it.
        mutating func appendInterpolation(_ name: String, key: Key) {
            text += name
            keys.append(key)
        }
    }
}

extension HelpText {
    /// What each level of the checks asks for.
    static let levels: HelpText =
        "none: in date. low: a key of 1024 bits. medium: a whole chain, and signatures and uses that clients accept. high: a key of 2048 bits, not self-signed, and itself in the trusted certificate store. medium+remote and high+remote: covers every name and address of this server."
}
