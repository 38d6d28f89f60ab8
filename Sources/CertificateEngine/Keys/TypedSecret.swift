import COpenSSL

/// A secret while it is typed, character by character, in memory that is never moved and is cleansed.
public final class TypedSecret {
    /// The most octets that are taken; further typing is ignored.
    private static let limit = 4096

    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
    private var used = 0
    /// How many octets each character has.
    private var lengths: [Int] = []

    /// Nothing typed yet.
    public init() { memory.initializeMemory(as: UInt8.self, repeating: 0) }

    deinit {
        clear()
        memory.deallocate()
    }

    /// Adds a character, as UTF-8.
    public func append(_ character: Character) {
        let octets = character.utf8
        guard used + octets.count <= memory.count else { return }
        for octet in octets {
            memory[used] = octet
            used += 1
        }
        lengths.append(octets.count)
    }

    /// Takes the last character away.
    public func eraseLast() {
        guard let last = lengths.popLast() else { return }
        used -= last
        OPENSSL_cleanse(memory.baseAddress?.advanced(by: used), last)
    }

    /// Takes everything away.
    public func clear() {
        OPENSSL_cleanse(memory.baseAddress, memory.count)
        used = 0
        lengths = []
    }

    /// What was typed; after that, nothing is.
    public func take() -> SecretBytes {
        defer { clear() }
        return SecretBytes(copying: UnsafeRawBufferPointer(rebasing: memory[..<used]))
    }
}
