import COpenSSL

/// A secret that is being typed, in memory that never moves and is cleansed.
public final class TypedSecret {
    /// The most octets; further characters are ignored.
    private static let limit = 4096

    private let memory = SecretMemory(count: limit)
    private var used = 0
    /// The number of octets of each character.
    private var lengths: [Int] = []

    /// An empty secret.
    public init() {}

    /// Adds a character, as UTF-8.
    public func append(_ character: Character) {
        let octets = character.utf8
        guard used + octets.count <= memory.bytes.count else { return }
        for octet in octets {
            memory.bytes[used] = octet
            used += 1
        }
        lengths.append(octets.count)
    }

    /// Removes the last character.
    public func eraseLast() {
        guard let last = lengths.popLast() else { return }
        used -= last
        OPENSSL_cleanse(memory.bytes.baseAddress?.advanced(by: used), last)
    }

    /// Removes all characters.
    public func clear() {
        OPENSSL_cleanse(memory.bytes.baseAddress, memory.bytes.count)
        used = 0
        lengths = []
    }

    /// Returns what was typed, and clears this value.
    public func take() -> SecretBytes {
        defer { clear() }
        return SecretBytes(copying: UnsafeRawBufferPointer(rebasing: memory.bytes[..<used]))
    }
}
