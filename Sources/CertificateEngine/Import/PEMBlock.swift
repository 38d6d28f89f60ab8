import Glibc

/// A block of PEM text (RFC 7468 section 2), not decoded yet.
struct PEMBlock {
    /// The label between `-----BEGIN ` and `-----`, for example `CERTIFICATE`.
    let label: String
    /// The text between the BEGIN and END lines, with header fields (RFC 1421 section 4.6).
    let body: UnsafeRawBufferPointer
    /// Whether the matching END line follows.
    let isClosed: Bool
}

/// Finds the blocks of PEM text one by one, and skips all text between them.
struct PEMScanner {
    private let text: UnsafeRawBufferPointer
    private var offset = 0

    private static let hyphens = Array("-----".utf8)
    private static let begin = Array("-----BEGIN ".utf8)

    /// A scanner over any octets.
    init(_ text: UnsafeRawBufferPointer) { self.text = text }

    /// The next block; nil at the end.
    mutating func next() -> PEMBlock? {
        while let start = find(Self.begin, from: offset) {
            offset = start + Self.begin.count
            guard let labelEnd = find(Self.hyphens, from: offset), labelEnd - offset <= 64,
                !text[offset..<labelEnd].contains(where: { $0 < 0x20 || $0 > 0x7e })
            else { continue }
            let label = String(decoding: text[offset..<labelEnd], as: UTF8.self)
            let bodyStart = labelEnd + Self.hyphens.count
            let bodyEnd = find(Self.hyphens, from: bodyStart) ?? text.count
            let body = UnsafeRawBufferPointer(rebasing: text[bodyStart..<bodyEnd])
            guard isLineStart(start) || Self.isBlock(body) else { continue }
            offset = bodyEnd
            let end = Array("-----END \(label)-----".utf8)
            let isClosed = text[bodyEnd...].starts(with: end)
            if isClosed { offset += end.count }
            return PEMBlock(label: label, body: body, isClosed: isClosed)
        }
        return nil
    }

    // Whether only white space or a byte order mark (of UTF-8 or UTF-16) is before the block on its line.
    private func isLineStart(_ start: Int) -> Bool {
        for octet in text[..<start].reversed() {
            switch octet {
            case 0x0a, 0x0d: return true
            case 0x20, 0x09, 0xef, 0xbb, 0xbf, 0xfe, 0xff: continue
            // The END line of another block is directly before it.
            case UInt8(ascii: "-"): return true
            default: return false
            }
        }
        return true
    }

    // A block may start within a line, for example after the name of a setting. Prose that quotes a BEGIN line has no
    // header field behind it, and no Base64 that is longer than any word.
    private static func isBlock(_ body: UnsafeRawBufferPointer) -> Bool {
        let first = body.drop(while: Base64.isSpace).prefix { !Base64.isSpace($0) }.prefix(leastBase64)
        return first.starts(with: "Proc-Type:".utf8) || first.count == leastBase64 && first.allSatisfy(Base64.isDigit)
    }

    private static let leastBase64 = 32

    private func find(_ pattern: [UInt8], from start: Int) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var index = start
        // Base64 has no hyphen, so memchr(3) skips most of the text.
        while text.count - index >= pattern.count,
            let found = memchr(base + index, Int32(pattern[0]), text.count - index - pattern.count + 1)
        {
            if memcmp(found, pattern, pattern.count) == 0 { return UnsafeRawPointer(found) - base }
            index = UnsafeRawPointer(found) - base + 1
        }
        return nil
    }
}
