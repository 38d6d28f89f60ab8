/// The header of one BER or DER value (X.690 section 8.1). Nothing else reads headers: it is as lenient as OpenSSL, and
/// takes a length that is padded or indefinite. The value may be cut off, so that the first octets tell a format.
struct DERHeader {
    /// The identifier octet. Values with multi-octet identifiers are not read.
    let tag: UInt8
    /// Where the contents begin.
    let start: Int
    /// Where they end. Nil for the indefinite form; beyond the buffer if the value is cut off.
    let end: Int?

    /// Reads the header at an offset; throws if there is none.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) throws(DERFault) {
        guard offset >= 0, bytes.count - offset >= 2 else { throw .short }
        tag = bytes[offset]
        guard tag & 0x1f != 0x1f else { throw DERFault("it has a tag of several bytes") }
        let first = bytes[offset + 1]
        let further = first > 0x80 ? Int(first & 0x7f) : 0
        start = offset + 2 + further
        guard start <= bytes.count else { throw .short }
        switch first {
        case 0..<0x80: end = start + Int(first)
        case 0x80:
            guard tag & 0x20 != 0 else { throw DERFault("it has no length") }
            end = nil
        default:
            var length = 0
            for octet in bytes[(offset + 2)..<start] {
                // No memory is as long, and the sum below does not overflow.
                guard length < 1 << 40 else { throw .short }
                length = length << 8 | Int(octet)
            }
            end = start + length
        }
    }

    /// Its contents, or the part of them that is in the buffer.
    func contents(of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[start..<min(end ?? bytes.count, bytes.count)])
    }

    /// The headers of the values inside it, at most `limit`. Stops at the first that is cut off.
    func children(of bytes: UnsafeRawBufferPointer, limit: Int) -> [DERHeader] {
        let last = min(end ?? bytes.count, bytes.count)
        var children: [DERHeader] = []
        var offset = start
        while offset < last, children.count < limit, let child = try? DERHeader(bytes, at: offset), child.tag != 0 {
            children.append(child)
            guard let end = child.end, end <= last else { break }
            offset = end
        }
        return children
    }

    /// Where the value at the beginning ends, with the end-of-contents octets of the indefinite form (X.690 section
    /// 8.1.5); throws if it is cut off.
    static func end(of bytes: UnsafeRawBufferPointer) throws(DERFault) -> Int {
        var offset = 0
        // How many values of the indefinite form are open.
        var open = 0
        repeat {
            let value = try DERHeader(bytes, at: offset)
            if open > 0, value.tag == 0, value.end == value.start {
                open -= 1
                offset = value.start
            } else if let end = value.end {
                guard end <= bytes.count else { throw .short }
                offset = end
            } else {
                open += 1
                offset = value.start
            }
        } while open > 0
        return offset
    }
}
