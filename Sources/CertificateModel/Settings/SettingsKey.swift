/// A key of settings, with its reader and its writer. All readers and writers use the same list of keys, so that none
/// of them forgets one.
struct SettingsKey<Settings>: Sendable {
    /// The table and the key in it, or the key alone.
    let path: [String]
    /// What a file to start from says of it.
    let comment: String
    /// What the value must be, and a hint how to write it.
    let wanted: (value: String, hint: String)
    /// The value that means that the key is not given, where there is one.
    let blank: JSONValue?
    /// Takes a value over, and says what it changed in it, a sentence each; nil where the value is of the wrong type.
    let read: @Sendable (JSONValue, inout Settings) throws(Refusal) -> [String]?
    /// The value in the settings; nil where there is nothing to say.
    let value: @Sendable (Settings) -> JSONValue?

    /// The key with its table, as sentences name it.
    var name: String { path.joined(separator: ".") }

    /// The table that the key is in, if it is in one.
    var table: String? { path.count == 2 ? path[0] : nil }

    /// The key without its table.
    var leaf: String { path[path.count - 1] }

    private init(
        _ name: String, _ comment: String, wanted: String, hint: (String) -> String,
        blank: JSONValue? = nil,
        read: @escaping @Sendable (JSONValue, inout Settings) throws(Refusal) -> [String]?,
        value: @escaping @Sendable (Settings) -> JSONValue?
    ) {
        path = name.split(separator: ".").map(String.init)
        self.comment = comment
        self.wanted = (wanted, hint(path[path.count - 1]))
        self.blank = blank
        self.read = read
        self.value = value
    }

    /// A text that writes one value; where it `mayBeEmpty`, an empty one means that the key is not given.
    static func text<Parsed>(
        _ name: String, _ comment: String = "", mayBeEmpty: Bool = false,
        parse: @escaping @Sendable (String) throws(Refusal) -> Parsed,
        remark: @escaping @Sendable (String) -> String? = { _ in nil },
        set: @escaping @Sendable (inout Settings, Parsed) throws(Refusal) -> Void,
        value: @escaping @Sendable (Settings) -> String?
    ) -> Self {
        Self(
            name, comment, wanted: "text in quotes", hint: { "write \($0) = \"...\"" },
            blank: mayBeEmpty ? .string("") : nil
        ) { (given, settings) throws(Refusal) in
            guard case .string(let text) = given else { return nil }
            if mayBeEmpty, text.trimmed.isEmpty { return [] }
            try set(&settings, try parse(text))
            return [remark(text)].compactMap(\.self)
        } value: { settings in
            value(settings).map { .string($0) }
        }
    }

    /// A list of strings; each string is one value. An empty list means that the key is not given.
    static func list<Parsed>(
        _ name: String, _ comment: String = "",
        parse: @escaping @Sendable (String) throws(Refusal) -> Parsed,
        remark: @escaping @Sendable (String) -> String? = { _ in nil },
        set: @escaping @Sendable (inout Settings, [Parsed]) throws(Refusal) -> Void,
        value: @escaping @Sendable (Settings) -> [String]
    ) -> Self {
        Self(
            name, comment, wanted: "a list of texts in quotes", hint: { "write \($0) = [\"...\", \"...\"]" },
            blank: .array([])
        ) { (given, settings) throws(Refusal) in
            guard let texts = given.texts else { return nil }
            if texts.isEmpty { return [] }
            var values: [Parsed] = []
            for text in texts { values.append(try parse(text)) }
            try set(&settings, values)
            return texts.compactMap(remark)
        } value: { settings in
            let texts = value(settings)
            return texts.isEmpty ? nil : .array(texts.map { .string($0) })
        }
    }

    /// True or false.
    static func flag(_ name: String, _ flag: any WritableKeyPath<Settings, Bool> & Sendable) -> Self {
        Self(name, "", wanted: "true or false", hint: { "write \($0) = true or \($0) = false" }) { given, settings in
            guard case .bool(let value) = given else { return nil }
            settings[keyPath: flag] = value
            return []
        } value: { settings in
            .bool(settings[keyPath: flag])
        }
    }

    /// A whole number within bounds.
    static func number(
        _ name: String, in bounds: ClosedRange<Int>, _ number: any WritableKeyPath<Settings, Int> & Sendable
    ) -> Self {
        let hint = "write a number from \(bounds.lowerBound) to \(bounds.upperBound)"
        return Self(name, "", wanted: "a whole number", hint: { _ in hint }) { (given, settings) throws(Refusal) in
            guard case .integer(let value) = given else { return nil }
            guard let value = Int(exactly: value), bounds.contains(value) else {
                throw Refusal("\"\(name)\" cannot be \"\(value)\"", hint: hint)
            }
            settings[keyPath: number] = value
            return []
        } value: { settings in
            .integer(Int64(settings[keyPath: number]))
        }
    }
}
