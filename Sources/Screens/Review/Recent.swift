/// The few things that were looked at last: what is not among them has to be asked for again.
struct Recent<Key: Hashable & Sendable, Value: Hashable & Sendable>: Hashable, Sendable {
    private struct Item: Hashable, Sendable {
        let key: Key
        let value: Value
    }

    private var items: [Item] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// How many there are.
    var count: Int { items.count }

    subscript(key: Key) -> Value? { items.last { $0.key == key }?.value }

    /// Keeps a value, and lets go of the oldest one where there are too many.
    mutating func keep(_ value: Value, for key: Key) {
        items.removeAll { $0.key == key }
        items.append(Item(key: key, value: value))
        if items.count > limit { items.removeFirst() }
    }

    /// Brings a value to the end of the line, as it is looked at.
    mutating func touch(_ key: Key) {
        if let value = self[key] { keep(value, for: key) }
    }

    mutating func removeAll() { items = [] }
}
