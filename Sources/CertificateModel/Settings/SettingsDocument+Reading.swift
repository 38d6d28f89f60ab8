extension SettingsDocument {
    /// Sets what the document says, in the order of `keys`; returns what was changed in its values, a sentence each.
    ///
    /// Refused where the document has an unknown key, or a value that its key does not take.
    func read<Settings>(_ keys: [SettingsKey<Settings>], into settings: inout Settings) throws(Refusal) -> [String] {
        try refuseUnknown(besides: keys.map(\.path))
        var remarks: [String] = []
        for key in keys {
            guard let entry = entries.first(where: { $0.path == key.path }) else { continue }
            let changes: [String]?
            do { changes = try key.read(entry.value, &settings) } catch { throw located(error, at: key.path) }
            guard let changes else {
                throw Refusal(
                    "\(place(of: entry)): \"\(key.name)\" wants \(key.wanted.value), not \(entry.value.typeName)",
                    hint: key.wanted.hint)
            }
            remarks += changes
        }
        return remarks
    }

    /// Adds the line of a key to the hint of a refusal. The problem stays the same sentence as on the screen.
    func located(_ refusal: Refusal, at path: [String]) -> Refusal {
        guard let line = entries.first(where: { $0.path == path })?.line else { return refusal }
        return Refusal(refusal.problem, hint: "\(refusal.hint) (line \(line) of \(VisibleText.quoted(name)))")
    }

    private func place(of entry: Entry) -> String {
        VisibleText.quoted(name) + (entry.line.map { " line \($0)" } ?? "")
    }

    private func refuseUnknown(besides known: [[String]]) throws(Refusal) {
        for entry in entries where !known.contains(entry.path) {
            let quoted = VisibleText.quoted(entry.path.joined(separator: "."))
            guard entry.path.count == 1, known.contains(where: { $0.count == 2 && $0[0] == entry.path[0] }) else {
                throw Refusal(
                    "\(place(of: entry)): \(quoted) is not a known key of \(kind.plural)",
                    hint: hint(for: entry.path, among: known))
            }
            guard entry.value != .object([:]) else { continue }
            throw Refusal(
                "\(place(of: entry)): \(quoted) wants a table of keys, not \(entry.value.typeName)",
                hint: Self.keys(of: entry.path[0], among: known))
        }
    }

    private func hint(for path: [String], among known: [[String]]) -> String {
        if let other = kind.other(having: path) { return "leave it out: it is a key of \(other.plural)" }
        let whole = path.joined(separator: ".")
        let leaf = path[path.count - 1]
        // An edit distance takes long for a long name, which nobody typed.
        if whole.utf8.count <= 64 {
            let inTable = known.filter { $0.count == 2 && path.count > 1 && $0[0] == path[0] }
            if !inTable.isEmpty {
                return NearestName.of(leaf, among: inTable.map { $0[1] }).map {
                    "use \"\(path[0]).\($0)\" if you mean that"
                }
                    ?? Self.keys(of: path[0], among: known)
            }
            let names = known.map { $0.joined(separator: ".") } + Self.tables(of: known)
            let elsewhere = known.first { $0.last == leaf }?.joined(separator: ".")
            if let near = NearestName.of(whole, among: names) ?? elsewhere { return "use \"\(near)\" if you mean that" }
        }
        let keys = known.filter { $0.count == 1 }.map { $0[0] }.joined(separator: ", ")
        return "use one of the keys \(keys), or of the tables \(Self.tables(of: known).joined(separator: ", "))"
    }

    private static func keys(of table: String, among known: [[String]]) -> String {
        let leaves = known.filter { $0.count == 2 && $0[0] == table }.map { $0[1] }
        return "use the keys of \"\(table)\": \(leaves.joined(separator: ", "))"
    }

    private static func tables(of known: [[String]]) -> [String] {
        known.filter { $0.count == 2 }.map { $0[0] }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
}
