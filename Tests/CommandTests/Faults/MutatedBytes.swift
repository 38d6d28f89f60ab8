import HostileDER

/// Bytes that were right, until something happened to them.
enum MutatedBytes {
    /// The same for the same seed.
    static func of(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var mutated = bytes
        for _ in 0...Int.random(in: 0...3, using: &random) where !mutated.isEmpty { change(&mutated, &random) }
        return mutated
    }

    private static func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 1...64, using: &random))
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = [0x00, 0x7f, 0x80, 0x84, 0xff].randomElement(using: &random) ?? 0
        case 2: bytes.removeSubrange(place...)
        case 3: bytes.removeSubrange(place..<end)
        case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 5: bytes.insert(contentsOf: (0..<8).map { _ in UInt8.random(in: 0...255, using: &random) }, at: place)
        // The headers of DER are at the beginning.
        case 6: bytes[min(place, Int.random(in: 0..<16, using: &random))] = UInt8.random(in: 0...255, using: &random)
        default: for index in place..<end { bytes[index] = UInt8.random(in: 0...255, using: &random) }
        }
    }
}
