/// What an answers file holds before anybody understands it: its keys, their values, and the lines they stand on.
///
/// TOML and JSON both come as this, so that what is refused is refused with the same sentence in either.
public struct AnswersDocument: Hashable, Sendable {
    /// The value of a key, as far as an answer can be one.
    public enum Value: Hashable, Sendable {
        /// A text.
        case string(String)
        /// A list of texts.
        case strings([String])
        /// True or false.
        case boolean(Bool)
        /// A whole number.
        case integer(Int)
        /// A table without a single key; any other table is known by its keys.
        case emptyTable
        /// A value that no key wants, by what a sentence calls it: "a fraction", "a date".
        case other(String)
    }

    /// A key and its value.
    public struct Entry: Hashable, Sendable {
        /// The key with the tables it is in, for example `lan1` and `ipv4`.
        public let path: [String]
        /// What it is set to.
        public let value: Value
        /// The line the key stands on, from 1, where that is known.
        public let line: Int?

        /// An entry of these parts.
        public init(path: [String], value: Value, line: Int? = nil) {
            self.path = path
            self.value = value
            self.line = line
        }
    }

    /// The name of the file, or "standard input": how sentences call the document.
    public let name: String
    /// The keys, as they stand in the text.
    public let entries: [Entry]

    /// A document of this name and these entries.
    public init(name: String, entries: [Entry]) {
        self.name = name
        self.entries = entries
    }
}
