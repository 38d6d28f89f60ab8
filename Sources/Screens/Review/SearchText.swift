/// A text to search for, case-insensitive.
struct SearchText: Hashable, Sendable {
    private let text: String
    private let octets: [UInt8]
    private let isASCII: Bool

    /// Finds nothing where the text is empty.
    init(_ text: String) {
        self.text = text.lowercased()
        octets = Array(self.text.utf8)
        isASCII = octets.allSatisfy { $0 < 0x80 }
    }

    /// Whether a text holds it.
    ///
    /// An ASCII needle is compared byte by byte, which is fast enough for thousands of texts at every key.
    func isFound(in text: String) -> Bool {
        guard let first = octets.first, text.utf8.count >= octets.count else { return false }
        guard isASCII else { return text.lowercased().contains(self.text) }
        let found = text.utf8.withContiguousStorageIfAvailable { bytes in
            let last = bytes.count - octets.count
            var start = 0
            while start <= last {
                if Self.folded(bytes[start]) == first,
                    (1..<octets.count).allSatisfy({ Self.folded(bytes[start + $0]) == octets[$0] })
                {
                    return true
                }
                start += 1
            }
            return false
        }
        return found ?? text.lowercased().contains(self.text)
    }

    /// The byte, with an ASCII letter in lower case.
    static func folded(_ octet: UInt8) -> UInt8 { (0x41...0x5A).contains(octet) ? octet | 0x20 : octet }
}
