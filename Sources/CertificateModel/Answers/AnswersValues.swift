/// The known keys of a document with their entries, and the parsing of one value at a time.
struct AnswersValues {
    private let document: AnswersDocument
    private var entries: [AnswersKey: AnswersDocument.Entry] = [:]

    /// Takes the keys of a document apart; refused where one is not among `known`.
    init(_ document: AnswersDocument, among known: [AnswersKey]) throws(Refusal) {
        self.document = document
        for entry in document.entries { entries[try AnswersKey(of: entry, in: document, among: known)] = entry }
    }

    /// Whether the document has the key.
    func has(_ key: AnswersKey) -> Bool { entries[key] != nil }

    /// The value of a text key; nil where it is missing or empty.
    func value<Value>(
        _ key: AnswersKey, _ parse: (String) throws(Refusal) -> Value
    ) throws(Refusal) -> Value? {
        guard let entry = entries[key] else { return nil }
        guard case .string(let text) = entry.value else { throw wrongKind(entry, "text in quotes") }
        if text.isEmpty { return nil }
        return try at(entry) { () throws(Refusal) in try parse(text) }
    }

    /// The values of a list key; none where it is missing.
    func values<Value>(
        _ key: AnswersKey, _ parse: (String) throws(Refusal) -> Value
    ) throws(Refusal) -> [Value] {
        guard let entry = entries[key] else { return [] }
        guard case .strings(let texts) = entry.value else { throw wrongKind(entry, "a list of texts in quotes") }
        var values: [Value] = []
        for text in texts { values.append(try at(entry) { () throws(Refusal) in try parse(text) }) }
        return values
    }

    /// Puts what the document says of the naming over `naming`.
    func override(_ naming: inout Naming) throws(Refusal) {
        for part in Naming.Part.allCases {
            let key = AnswersKey.naming(part)
            guard let entry = entries[key] else { continue }
            guard case .string(let text) = entry.value else { throw wrongKind(entry, "text in quotes") }
            try at(entry) { () throws(Refusal) in try naming.set(part, to: text) }
        }
    }

    /// The same sentence as everywhere, with the line at the end of the hint.
    private func at<Value>(
        _ entry: AnswersDocument.Entry, _ body: () throws(Refusal) -> Value
    ) throws(Refusal) -> Value {
        do { return try body() } catch {
            guard let line = entry.line else { throw error }
            throw Refusal(
                error.problem,
                hint: "\(error.hint) (\"\(entry.name)\", line \(line) of \(VisibleText.quoted(document.name)))")
        }
    }

    private func wrongKind(_ entry: AnswersDocument.Entry, _ wanted: String) -> Refusal {
        let found =
            switch entry.value {
            case .string: "text"
            case .strings: "a list"
            case .other(let kind): kind
            }
        let place = VisibleText.quoted(document.name) + (entry.line.map { " line \($0)" } ?? "")
        return Refusal("\(place): \"\(entry.name)\" is \(found)", hint: "write \(wanted)")
    }
}
