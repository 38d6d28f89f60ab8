/// A cache of the values that were used last (LRU).
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

    /// Marks a value as used last.
    mutating func touch(_ key: Key) {
        if let value = self[key] { keep(value, for: key) }
    }

    mutating func removeAll() { items = [] }
}
