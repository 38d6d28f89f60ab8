public import CertificateModel
import COpenSSL

/// A passphrase for a file that is about to be written: programs of any kind have to be able to type it.
public struct NewPassphrase: Sendable {
    /// Its UTF-8, and a zero byte as C ends a text.
    private let text: SecretBytes

    /// Refuses an empty passphrase, which protects nothing, and one that other programs could not be given: with a zero byte,
    /// or not in UTF-8 (openssl-passphrase-encoding(7)).
    public init(_ typed: SecretBytes) throws(Refusal) {
        guard typed.count > 0 else {
            throw Refusal(
                "the passphrase is empty, and would protect nothing",
                hint: "give one, or export the identity as combined, which is not encrypted")
        }
        guard typed.withUnsafeBytes(Self.isText) else {
            throw Refusal(
                "the passphrase is not a text in UTF-8", hint: "give one in UTF-8: every program reads letters of ASCII"
            )
        }
        text = SecretBytes(count: typed.count + 1) { memory in typed.withUnsafeBytes { memory.copyMemory(from: $0) } }
    }

    /// A passphrase that was typed twice; refuses two that differ.
    public init(_ typed: SecretBytes, again: SecretBytes) throws(Refusal) {
        let isSame =
            typed.count == again.count
            && typed.withUnsafeBytes { one in
                again.withUnsafeBytes { CRYPTO_memcmp(one.baseAddress, $0.baseAddress, one.count) == 0 }
            }
        guard isSame else { throw Refusal("the two passphrases are not the same", hint: "type the passphrase again") }
        try self.init(typed)
    }

    /// Lends it as a text of C.
    func withText<Result, Failure: Error>(
        _ body: (UnsafePointer<CChar>?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try text.withUnsafeBytes { (memory) throws(Failure) in
            try body(memory.baseAddress?.assumingMemoryBound(to: CChar.self))
        }
    }

    private static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes.makeIterator()
        var decoder = UTF8()
        while true {
            switch decoder.decode(&rest) {
            case .scalarValue("\u{0}"), .error: return false
            case .scalarValue: continue
            case .emptyInput: return true
            }
        }
    }
}
