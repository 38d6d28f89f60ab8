/// A document of which every key is known: hands out the values by key, and refuses them with the lines they stand on.
struct AnswersFields {
    private let name: String
    private let entries: [AnswersKey: AnswersDocument.Entry]

    /// The fields of a document that may have only the keys in `known`.
    init(_ document: AnswersDocument, known: [AnswersKey]) throws(Refusal) {
        name = document.name
        var entries: [AnswersKey: AnswersDocument.Entry] = [:]
        let byPath = Dictionary(uniqueKeysWithValues: known.map { ($0.path, $0) })
        let tables = Set(known.compactMap(\.table))
        for entry in document.entries {
            let place = Self.place(of: entry, in: document.name)
            let quoted = VisibleText.quoted(entry.path.joined(separator: "."))
            if let key = byPath[entry.path] {
                guard entries.updateValue(entry, forKey: key) == nil else {
                    throw Refusal("\(place): \(quoted) is given twice", hint: "leave one of the two out")
                }
            } else if entry.path.count == 1, tables.contains(entry.path[0]) {
                guard entry.value != .emptyTable else { continue }
                throw Refusal(
                    "\(place): \(quoted) wants a table of keys, not \(entry.value.typeName)",
                    hint: "the keys of \(quoted) are \(Self.leaves(of: entry.path[0], among: known))")
            } else {
                throw Refusal(
                    "\(place): \(quoted) is not a known key", hint: Self.hint(for: entry.path, among: known))
            }
        }
        self.entries = entries
    }

    /// What `parse` makes of a key's text; nil where the key is not given.
    func text<Parsed>(
        _ key: AnswersKey, _ parse: (String) throws(Refusal) -> Parsed
    ) throws(Refusal) -> Parsed? {
        guard let entry = entries[key] else { return nil }
        guard case .string(let text) = entry.value else {
            throw wrongType(entry, wanted: "text in quotes", hint: "write \(key.leaf) = \"...\"")
        }
        return try located(entry) { () throws(Refusal) in try parse(text) }
    }

    /// The same, for keys whose empty text means that they are not given.
    func optionalText<Parsed>(
        _ key: AnswersKey, _ parse: (String) throws(Refusal) -> Parsed
    ) throws(Refusal) -> Parsed? {
        let parsed = try text(key) { (text) throws(Refusal) -> Parsed? in
            text.trimmed.isEmpty ? nil : try parse(text)
        }
        return parsed ?? nil
    }

    /// What `parse` makes of each text in a key's list; empty where the key is not given.
    func list<Parsed>(
        _ key: AnswersKey, _ parse: (String) throws(Refusal) -> Parsed
    ) throws(Refusal) -> [Parsed] {
        guard let entry = entries[key] else { return [] }
        guard case .strings(let texts) = entry.value else {
            throw wrongType(
                entry, wanted: "a list of texts in quotes", hint: "write \(key.leaf) = [\"...\", \"...\"]")
        }
        var result: [Parsed] = []
        for text in texts {
            result.append(try located(entry) { () throws(Refusal) in try parse(text) })
        }
        return result
    }

    /// Whether a key is true; nil where it is not given.
    func flag(_ key: AnswersKey) throws(Refusal) -> Bool? {
        guard let entry = entries[key] else { return nil }
        guard case .boolean(let flag) = entry.value else {
            throw wrongType(entry, wanted: "true or false", hint: "write \(key.leaf) = true or \(key.leaf) = false")
        }
        return flag
    }

    /// A key's whole number, which must be within bounds; nil where it is not given.
    func number(_ key: AnswersKey, in bounds: ClosedRange<Int>) throws(Refusal) -> Int? {
        guard let entry = entries[key] else { return nil }
        let hint = "write a number from \(bounds.lowerBound) to \(bounds.upperBound)"
        guard case .integer(let number) = entry.value else {
            throw wrongType(entry, wanted: "a whole number", hint: hint)
        }
        guard bounds.contains(number) else {
            throw Self.located(
                Refusal("\(VisibleText.quoted(key.rawValue)) cannot be \"\(number)\"", hint: hint), at: entry, in: name)
        }
        return number
    }

    /// Adds the line of a key to the hint of a refusal; the problem stays the sentence that it is everywhere.
    func locate(_ key: AnswersKey, _ refusal: Refusal) -> Refusal {
        entries[key].map { Self.located(refusal, at: $0, in: name) } ?? refusal
    }

    private func located<Parsed>(
        _ entry: AnswersDocument.Entry, _ parse: () throws(Refusal) -> Parsed
    ) throws(Refusal) -> Parsed {
        do { return try parse() } catch { throw Self.located(error, at: entry, in: name) }
    }

    private static func located(
        _ refusal: Refusal, at entry: AnswersDocument.Entry, in name: String
    ) -> Refusal {
        guard let line = entry.line else { return refusal }
        return Refusal(refusal.problem, hint: "\(refusal.hint) (line \(line) of \(VisibleText.quoted(name)))")
    }

    private static func place(of entry: AnswersDocument.Entry, in name: String) -> String {
        let name = VisibleText.quoted(name)
        return entry.line.map { "\(name) line \($0)" } ?? name
    }

    private func wrongType(_ entry: AnswersDocument.Entry, wanted: String, hint: String) -> Refusal {
        let quoted = VisibleText.quoted(entry.path.joined(separator: "."))
        return Refusal(
            "\(Self.place(of: entry, in: name)): \(quoted) wants \(wanted), not \(entry.value.typeName)", hint: hint)
    }

    private static func hint(for path: [String], among known: [AnswersKey]) -> String {
        let whole = path.joined(separator: ".")
        let leaf = path.last ?? whole
        // Distances are worth computing only for what somebody may have typed.
        guard whole.utf8.count <= 64 else { return Self.knownKeys(known) }
        let inTable = known.filter { $0.table != nil && $0.table == path.first && path.count > 1 }
        if !inTable.isEmpty {
            if let near = NearestName.of(leaf, among: inTable.map(\.leaf)), let table = path.first {
                return "did you mean \"\(table).\(near)\"?"
            }
            return "the keys of \"\(path[0])\" are \(leaves(of: path[0], among: known))"
        }
        if let near = NearestName.of(whole, among: known.map(\.rawValue) + known.compactMap(\.table)) {
            return "did you mean \"\(near)\"?"
        }
        if let elsewhere = known.first(where: { $0.leaf == leaf }) { return "did you mean \"\(elsewhere.rawValue)\"?" }
        return knownKeys(known)
    }

    private static func knownKeys(_ known: [AnswersKey]) -> String {
        let keys = known.filter { $0.table == nil }.map(\.rawValue).joined(separator: ", ")
        var tables: [String] = []
        for table in known.compactMap(\.table) where !tables.contains(table) { tables.append(table) }
        return "the keys are \(keys), and those of the tables \(tables.joined(separator: ", "))"
    }

    private static func leaves(of table: String, among known: [AnswersKey]) -> String {
        known.filter { $0.table == table }.map(\.leaf).joined(separator: ", ")
    }
}

extension AnswersDocument.Value {
    /// What a sentence calls a value of this kind.
    fileprivate var typeName: String {
        switch self {
        case .string: "text"
        case .strings: "a list"
        case .boolean: "true or false"
        case .integer: "a number"
        case .emptyTable: "a table"
        case .other(let name): name
        }
    }
}
