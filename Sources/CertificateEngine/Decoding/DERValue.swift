/// One TLV (tag, length, value) in the encoding of a certificate (X.690 section 8.1).
///
/// OpenSSL decodes a whole certificate or nothing: one invalid character in a name is enough, because X509_NAME has a
/// canonical form. A review must show the other fields as well, so each value is decoded here on its own. A wrong
/// length throws a fault; it never reads out of bounds.
struct DERValue {
    /// The octets that contain it.
    let octets: [UInt8]
    /// The identifier octet.
    let tag: UInt8
    /// The range of the whole value with its header.
    let whole: Range<Int>
    /// The range of its contents.
    let content: Range<Int>

    /// The deepest nesting of values of indefinite length: OpenSSL's own limit (ASN1_MAX_CONSTRUCTED_NEST).
    private static let deepest = 30

    /// The value in these octets; throws if octets follow it.
    init(_ octets: [UInt8]) throws(DERFault) {
        try self.init(octets, at: 0, before: octets.count)
        guard whole.upperBound == octets.count else { throw .surplus }
    }

    /// The value at an offset, which must end before `limit`. BER is accepted, as in OpenSSL: a length may be padded or
    /// indefinite.
    init(_ octets: [UInt8], at start: Int, before limit: Int, depth: Int = 0) throws(DERFault) {
        guard limit - start >= 2 else { throw .short }
        self.octets = octets
        tag = octets[start]
        guard tag & 0x1f != 0x1f else { throw DERFault("it has a tag of several bytes") }
        let first = octets[start + 1]
        var next = start + 2
        var length = Int(first)
        if first == 0x80 {
            guard tag & 0x20 != 0 else { throw DERFault("it has no length") }
            guard depth < Self.deepest else { throw DERFault("it is nested too deeply") }
            var end = next
            while true {
                guard limit - end >= 2 else { throw .short }
                if octets[end] == 0, octets[end + 1] == 0 { break }
                end = try DERValue(octets, at: end, before: limit, depth: depth + 1).whole.upperBound
            }
            content = next..<end
            whole = start..<(end + 2)
            return
        }
        if first > 0x80 {
            let count = Int(first & 0x7f)
            guard limit - next >= count else { throw .short }
            length = 0
            for octet in octets[next..<(next + count)] {
                guard length < 1 << 40 else { throw .short }
                length = length << 8 | Int(octet)
            }
            next += count
        }
        guard length <= limit - next else { throw .short }
        content = next..<(next + length)
        whole = start..<(next + length)
    }

    /// Its content octets.
    var bytes: ArraySlice<UInt8> { octets[content] }

    /// All of its octets, copied.
    var der: [UInt8] { Array(octets[whole]) }

    /// A cursor over the values inside it.
    var inside: DERCursor { DERCursor(octets: octets, position: content.lowerBound, end: content.upperBound) }

    /// A cursor over the values inside it, which must have this tag.
    func inside(_ wanted: UInt8) throws(DERFault) -> DERCursor {
        guard tag == wanted else { throw .tag(tag, instead: wanted) }
        return inside
    }

    /// The same value with the universal tag that an implicit tag replaced (X.690 section 8.14).
    func retagged(_ tag: UInt8) -> DERValue { DERValue(octets: octets, tag: tag, whole: whole, content: content) }

    private init(octets: [UInt8], tag: UInt8, whole: Range<Int>, content: Range<Int>) {
        self.octets = octets
        self.tag = tag
        self.whole = whole
        self.content = content
    }
}

/// Reads the values of a sequence or set one by one.
struct DERCursor {
    let octets: [UInt8]
    private(set) var position: Int
    let end: Int

    init(octets: [UInt8], position: Int, end: Int) {
        self.octets = octets
        self.position = position
        self.end = end
    }

    var isAtEnd: Bool { position >= end }

    /// The tag of the next value; nil at the end.
    var tag: UInt8? { position < end ? octets[position] : nil }

    /// The next value.
    mutating func next() throws(DERFault) -> DERValue {
        let value = try DERValue(octets, at: position, before: end)
        position = value.whole.upperBound
        return value
    }

    /// The next value, which must have this tag.
    mutating func next(_ wanted: UInt8) throws(DERFault) -> DERValue {
        guard let tag else { throw .short }
        guard tag == wanted else { throw .tag(tag, instead: wanted) }
        return try next()
    }

    /// The next value if it has this tag.
    mutating func optional(_ wanted: UInt8) throws(DERFault) -> DERValue? {
        guard tag == wanted else { return nil }
        return try next()
    }

    /// Throws if a value is left.
    func finish() throws(DERFault) {
        guard isAtEnd else { throw .surplus }
    }

    /// All values that are left.
    mutating func rest() throws(DERFault) -> [DERValue] {
        var all: [DERValue] = []
        while !isAtEnd { all.append(try next()) }
        return all
    }
}
