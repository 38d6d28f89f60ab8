/// The header of one BER or DER value (X.690 section 8.1). It serves to recognise formats; OpenSSL does the decoding.
struct DERElement {
    /// The identifier octet. Values with multi-octet identifiers are not read.
    let tag: UInt8
    /// Where the contents begin.
    let start: Int
    /// Where they end. Nil for the indefinite form; beyond the buffer if the value is cut off.
    let end: Int?

    /// Reads the header at an offset; nil if there is none.
    init?(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        guard offset >= 0, bytes.count - offset >= 2 else { return nil }
        tag = bytes[offset]
        guard tag & 0x1f != 0x1f else { return nil }
        let first = bytes[offset + 1]
        switch first {
        case 0..<0x80:
            start = offset + 2
            end = start + Int(first)
        case 0x80:
            start = offset + 2
            end = nil
        default:
            let octets = Int(first - 0x80)
            guard octets <= 4, bytes.count - offset - 2 >= octets else { return nil }
            start = offset + 2 + octets
            end = start + bytes[(offset + 2)..<start].reduce(0) { $0 << 8 | Int($1) }
        }
    }

    /// Its contents, or the part of them that is in the buffer.
    func contents(of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[start..<min(end ?? bytes.count, bytes.count)])
    }

    /// The headers of the values inside it, at most `limit`. Stops at the first that is cut off.
    func children(of bytes: UnsafeRawBufferPointer, limit: Int) -> [DERElement] {
        let last = min(end ?? bytes.count, bytes.count)
        var children: [DERElement] = []
        var offset = start
        while offset < last, children.count < limit, let child = DERElement(bytes, at: offset), child.tag != 0 {
            children.append(child)
            guard let end = child.end, end <= last else { break }
            offset = end
        }
        return children
    }

    /// Where the value at the beginning ends, with the end-of-contents octets of the indefinite form (X.690 section
    /// 8.1.5); nil if it is cut off.
    static func end(of bytes: UnsafeRawBufferPointer) -> Int? {
        guard let outer = DERElement(bytes, at: 0) else { return nil }
        if let end = outer.end { return end <= bytes.count ? end : nil }
        var offset = outer.start
        // How many values of the indefinite form are open.
        var open = 1
        while let value = DERElement(bytes, at: offset) {
            if value.tag == 0 && value.end == value.start {
                open -= 1
                offset = value.start
                if open == 0 { return offset }
            } else if let end = value.end {
                guard end <= bytes.count else { return nil }
                offset = end
            } else {
                open += 1
                offset = value.start
            }
        }
        return nil
    }
}
