/// What an answers file or a site configuration holds, before it is understood: keys, values and where they stand.
public struct AnswersDocument: Hashable, Sendable {
    /// A value of the file, of the kinds that TOML and JSON share.
    public enum Value: Hashable, Sendable {
        /// Text in quotes.
        case string(String)
        /// A list of texts.
        case strings([String])
        /// Anything else, by what an operator would call it.
        case other(String)
    }

    /// One key with its value.
    public struct Entry: Hashable, Sendable {
        /// The tables around the key, and the key: `["lan1", "ipv4"]`.
        public let path: [String]
        /// The value.
        public let value: Value
        /// The line it stands on, from 1.
        public let line: Int?

        /// A key with its value.
        public init(path: [String], value: Value, line: Int?) {
            self.path = path
            self.value = value
            self.line = line
        }

        var name: String { path.joined(separator: ".") }
    }

    /// What the file is called in sentences.
    public let name: String
    /// Its keys.
    public let entries: [Entry]

    /// A document of these keys.
    public init(name: String, entries: [Entry]) {
        self.name = name
        self.entries = entries
    }
}
