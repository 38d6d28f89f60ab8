/// What a file of settings holds before anybody understands it: its keys, their values, and the lines they stand on.
///
/// TOML and JSON both come as this, so that what is refused is refused with the same sentence in either.
public struct SettingsDocument: Hashable, Sendable {
    /// A key and its value.
    public struct Entry: Hashable, Sendable {
        /// The key with the tables it is in, for example `lan1` and `ipv4`.
        public let path: [String]
        /// The value of the key. It is a table only if that table is empty: a table with keys gives an entry for each.
        public let value: JSONValue
        /// The line the key stands on, from 1, where that is known.
        public let line: Int?

        /// An entry of these parts.
        public init(path: [String], value: JSONValue, line: Int? = nil) {
            self.path = path
            self.value = value
            self.line = line
        }
    }

    /// What the settings are for.
    public let kind: SettingsKind
    /// The name of the file, or "standard input": how sentences call the document.
    public let name: String
    /// The keys, as they stand in the text.
    public let entries: [Entry]

    /// The document of an object, which calls itself `name`; `line` finds the line of a key, where there are lines.
    public init(
        _ kind: SettingsKind, name: String, _ object: [String: JSONValue], line: ([String]) -> Int? = { _ in nil }
    ) {
        self.kind = kind
        self.name = name
        entries = Self.entries(of: object, at: [], line).sorted { ($0.line ?? .max) < ($1.line ?? .max) }
    }

    private static func entries(
        of object: [String: JSONValue], at path: [String], _ line: ([String]) -> Int?
    ) -> [Entry] {
        object.sorted { $0.key < $1.key }.flatMap { key, value in
            let path = path + [key]
            if case .object(let inner) = value, !inner.isEmpty { return entries(of: inner, at: path, line) }
            return [Entry(path: path, value: value, line: line(path))]
        }
    }
}
