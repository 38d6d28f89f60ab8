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
                !text[offset..<labelEnd].contains(where: { $0 < 0x20 || $0 > 0x7e }),
                // Hyphens of the next BEGIN line end no label.
                !(0..<Self.hyphens.count).contains(where: { text.dropFirst(labelEnd + $0).starts(with: Self.begin) })
            else { continue }
            let label = String(decoding: text[offset..<labelEnd], as: UTF8.self)
            let bodyStart = labelEnd + Self.hyphens.count
            let bodyEnd = find(Self.hyphens, from: bodyStart) ?? text.count
            let body = UnsafeRawBufferPointer(rebasing: text[bodyStart..<bodyEnd])
            guard isLineStart(start) || Self.isBlock(body) else { continue }
            offset = bodyEnd
            let end = Array("-----END \(label)-----".utf8)
            let isClosed = text[bodyEnd...].starts(with: end)
            // Its last hyphens may be those of the next BEGIN line.
            if isClosed { offset += end.count - Self.hyphens.count }
            return PEMBlock(label: label, body: body, isClosed: isClosed)
        }
        return nil
    }

    /// How much of a text that goes on has blocks which are the same whatever follows, and where to begin with the rest. A
    /// block ends at the hyphens of the next BEGIN line at the latest, and what is before them tells whether that begins one.
    static func known(of text: UnsafeRawBufferPointer) -> (count: Int, next: Int) {
        let last = stride(from: text.count - begin.count, through: 0, by: -1).first { start in
            text[start] == hyphens[0] && text[start...].starts(with: begin)
        }
        // A BEGIN line may be cut off at the end.
        let rest = last ?? max(0, text.count - begin.count)
        return (last.map { $0 + hyphens.count } ?? rest, text[..<rest].lastIndex { !isBeforeBlock($0) } ?? 0)
    }

    // A white space or a byte order mark (of UTF-8 or UTF-16), which may be before a block on its line.
    private static func isBeforeBlock(_ octet: UInt8) -> Bool {
        [0x20, 0x09, 0xef, 0xbb, 0xbf, 0xfe, 0xff].contains(octet)
    }

    // Whether a block begins a line, or is directly behind the END line of another one.
    private func isLineStart(_ start: Int) -> Bool {
        guard let octet = text[..<start].last(where: { !Self.isBeforeBlock($0) }) else { return true }
        return octet == 0x0a || octet == 0x0d || octet == Self.hyphens[0]
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
