import CertificateModel

/// One TLV (tag, length, value) in the encoding of a certificate (X.690 section 8.1), in memory that is lent.
///
/// OpenSSL decodes a whole certificate or nothing: one invalid character in a name is enough, because X509_NAME has a
/// canonical form. A review must show the other fields as well, so each value is decoded here on its own. A wrong
/// length throws a fault; it never reads out of bounds.
struct DERValue {
    /// The identifier octet.
    let tag: UInt8
    /// All of its octets, with its header.
    let whole: UnsafeRawBufferPointer
    /// Its content octets.
    let bytes: UnsafeRawBufferPointer

    /// The value in these octets; throws if octets follow it.
    init(_ octets: UnsafeRawBufferPointer) throws(DERFault) {
        try self.init(startOf: octets)
        guard whole.count == octets.count else { throw .surplus }
    }

    /// The value at the beginning of these octets.
    init(startOf octets: UnsafeRawBufferPointer) throws(DERFault) {
        let header = try DERHeader(octets)
        let last: Int
        let end: Int
        if let definite = header.end {
            guard definite <= octets.count else { throw .short }
            (last, end) = (definite, definite)
        } else {
            end = try DERHeader.end(of: octets)
            // Behind the contents are two end-of-contents octets.
            last = end - 2
        }
        self.init(
            tag: header.tag, whole: UnsafeRawBufferPointer(rebasing: octets[..<end]),
            bytes: UnsafeRawBufferPointer(rebasing: octets[header.start..<last]))
    }

    private init(tag: UInt8, whole: UnsafeRawBufferPointer, bytes: UnsafeRawBufferPointer) {
        self.tag = tag
        self.whole = whole
        self.bytes = bytes
    }

    /// All of its octets, copied.
    var der: [UInt8] { Array(whole) }

    /// All of its octets in hexadecimal, behind the sign of octets that are not decoded.
    var hexadecimal: String { "#\(Hexadecimal.string(whole))" }

    /// A cursor over the values inside it.
    var inside: DERCursor { DERCursor(rest: bytes) }

    /// A cursor over the values inside it, which must have this tag.
    func inside(_ wanted: UInt8) throws(DERFault) -> DERCursor {
        guard tag == wanted else { throw .tag(tag, instead: wanted) }
        return inside
    }

    /// The same value with the universal tag that an implicit tag replaced (X.690 section 8.14).
    func retagged(_ tag: UInt8) -> DERValue { DERValue(tag: tag, whole: whole, bytes: bytes) }
}

extension [UInt8] {
    /// Lends the octets to a reader of DER.
    func lent<Answer, Fault: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Fault) -> Answer
    ) throws(Fault) -> Answer {
        try withUnsafeBufferPointer { (octets) throws(Fault) in try body(UnsafeRawBufferPointer(octets)) }
    }
}

/// Reads the values of a sequence or set one by one.
struct DERCursor {
    private(set) var rest: UnsafeRawBufferPointer

    var isAtEnd: Bool { rest.isEmpty }

    /// The tag of the next value; nil at the end.
    var tag: UInt8? { rest.first }

    /// The next value.
    mutating func next() throws(DERFault) -> DERValue {
        let value = try DERValue(startOf: rest)
        rest = UnsafeRawBufferPointer(rebasing: rest[value.whole.count...])
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
}
