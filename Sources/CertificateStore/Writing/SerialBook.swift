import CertificateModel

/// The next unused serial number of each root: the file `serials`, a line for each root.
struct SerialBook: Hashable, Sendable {
    private var next: [String: SerialNumber] = [:]

    init() {}

    /// Reads the file. A line that cannot be read is an error: guessing could repeat a serial.
    init(_ bytes: [UInt8], path: String) throws(StoreError) {
        for line in bytes.split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 2, Self.isRoot(words[0]), let serial = SerialNumber(hex: words[1]),
                serial.isUsable, next[words[0]] == nil
            else {
                let text = String(decoding: line, as: UTF8.self)
                throw .damaged(path: path, reason: "it has a line \(VisibleText.quoted(text))")
            }
            next[words[0]] = serial
        }
    }

    /// The next unused serial of a root; nil for a root that has no line.
    subscript(root: String) -> SerialNumber? {
        get { next[root] }
        set { next[root] = newValue }
    }

    /// The file's contents.
    var bytes: [UInt8] {
        Array(next.keys.sorted().compactMap { root in next[root].map { "\(root) \($0)\n" } }.joined().utf8)
    }

    /// Whether a text names a root: a SHA-256 digest in lower-case hexadecimal.
    static func isRoot(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
