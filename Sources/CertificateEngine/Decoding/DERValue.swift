/// One value in the octets of a certificate (X.690 section 8.1).
///
/// A certificate is shown whatever is in it, and OpenSSL decodes all of one or nothing: a single wrong letter in a name is
/// enough for it to refuse (X509_NAME's canonical form). These values are read one by one, in Swift, where a wrong
/// length is a fault and never an access.
struct DERValue {
    /// The octets that it lies in.
    let octets: [UInt8]
    /// The identifier octet.
    let tag: UInt8
    /// Where it lies, header and all.
    let whole: Range<Int>
    /// Where its contents lie.
    let content: Range<Int>

    /// How deep values of the indefinite form may be nested: OpenSSL's own bound (ASN1_MAX_CONSTRUCTED_NEST).
    private static let deepest = 30

    /// The value that is all of these octets.
    init(_ octets: [UInt8]) throws(DERFault) {
        try self.init(octets, at: 0, before: octets.count)
        guard whole.upperBound == octets.count else { throw .surplus }
    }

    /// The value at an offset, which must end before `limit`. Lengths need not be the shortest, and may be of the
    /// indefinite form: BER, which OpenSSL takes as well.
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

    /// The values inside it, one after the other.
    var inside: DERCursor { DERCursor(octets: octets, position: content.lowerBound, end: content.upperBound) }

    /// The values inside it, where it has this tag.
    func inside(_ wanted: UInt8) throws(DERFault) -> DERCursor {
        guard tag == wanted else { throw .tag(tag, instead: wanted) }
        return inside
    }

    /// The same value under another tag: what an implicit tag replaced (X.690 section 8.14).
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

    /// The tag of the next value, if there is one.
    var tag: UInt8? { position < end ? octets[position] : nil }

    /// The next value, whatever it is.
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

    /// The next value, where it has this tag.
    mutating func optional(_ wanted: UInt8) throws(DERFault) -> DERValue? {
        guard tag == wanted else { return nil }
        return try next()
    }

    /// That no value is left.
    func finish() throws(DERFault) {
        guard isAtEnd else { throw .surplus }
    }

    /// Every value that is left.
    mutating func rest() throws(DERFault) -> [DERValue] {
        var all: [DERValue] = []
        while !isAtEnd { all.append(try next()) }
        return all
    }
}
