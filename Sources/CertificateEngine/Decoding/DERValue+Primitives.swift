import COpenSSL
import CertificateModel

/// Universal tags (X.680 section 8.4).
enum DERTag {
    static let boolean: UInt8 = 0x01
    static let integer: UInt8 = 0x02
    static let bitString: UInt8 = 0x03
    static let octetString: UInt8 = 0x04
    static let null: UInt8 = 0x05
    static let identifier: UInt8 = 0x06
    static let utf8String: UInt8 = 0x0c
    static let utcTime: UInt8 = 0x17
    static let generalizedTime: UInt8 = 0x18
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31
}

extension DERValue {
    /// The content octets of a primitive value of this tag.
    func primitive(_ wanted: UInt8) throws(DERFault) -> UnsafeRawBufferPointer {
        guard tag == wanted else {
            if tag == wanted | 0x20 { throw .constructed }
            throw .tag(tag, instead: wanted)
        }
        return bytes
    }

    /// The content octets of an INTEGER: two's complement, at least one octet.
    func integer() throws(DERFault) -> UnsafeRawBufferPointer {
        let octets = try primitive(DERTag.integer)
        guard !octets.isEmpty else { throw DERFault("it is a number without bytes") }
        return octets
    }

    /// An INTEGER that fits into a signed 64-bit integer.
    func smallInteger() throws(DERFault) -> Int {
        let number = SerialNumber(octets: try integer())
        guard number.octets.count <= 8 else { throw DERFault("it is a number of \(number.octets.count) bytes") }
        let start: UInt64 = number.isNegative ? .max : 0
        return Int(Int64(bitPattern: number.octets.reduce(start) { $0 << 8 | UInt64($1) }))
    }

    /// A BOOLEAN. As in BER, any octet except zero is true.
    func boolean() throws(DERFault) -> Bool {
        let octets = try primitive(DERTag.boolean)
        guard octets.count == 1 else { throw DERFault("it is a Boolean of \(octets.count) bytes") }
        return octets.first != 0
    }

    /// The octets of a BIT STRING and the number of unused bits in the last octet. Unused bits are cleared.
    func bits() throws(DERFault) -> (octets: [UInt8], unused: Int) {
        let content = try primitive(DERTag.bitString)
        guard let unused = content.first else { throw DERFault("it is a bit string without bytes") }
        guard unused < 8, unused == 0 || content.count > 1 else { throw DERFault("it has \(unused) unused bits") }
        var octets = Array(content.dropFirst())
        if let last = octets.indices.last { octets[last] &= 0xff << unused }
        return (octets, Int(unused))
    }

    /// An OBJECT IDENTIFIER in dotted form.
    func dotted() throws(DERFault) -> String {
        let octets = try primitive(DERTag.identifier)
        guard let last = octets.last else { throw DERFault("it is an object identifier without bytes") }
        guard last < 0x80 else { throw DERFault("it is an object identifier that ends too early") }
        if octets.count == 3, octets.starts(with: [0x55, 0x1d]) { return Self.extensionTypes[Int(last)] }
        return try Self.dotted(octets)
    }

    /// The arc of certificate extensions, 2.5.29, by its last number: a bundle has hundreds of thousands of them.
    private static let extensionTypes = (0..<0x80).map { "2.5.29.\($0)" }

    private static func dotted(_ octets: UnsafeRawBufferPointer) throws(DERFault) -> String {
        var text = ""
        var arc: UInt64 = 0
        var isStart = true
        for octet in octets {
            if isStart, octet == 0x80 { throw DERFault("it is an object identifier with needless bytes") }
            guard arc < 1 << 56 else {
                // The arc may not fit into 64 bits. OpenSSL has arbitrary precision.
                return try library(octets) { ObjectIdentifier.dotted($0) }
            }
            arc = arc << 7 | UInt64(octet & 0x7f)
            isStart = octet < 0x80
            guard isStart else { continue }
            if text.isEmpty {
                let first = min(arc / 40, 2)
                text = "\(first).\(arc - first * 40)"
            } else {
                text += "."
                text += String(arc)
            }
            arc = 0
            // A hostile identifier may be megabytes long.
            guard text.utf8.count < 4096 else { throw DERFault("it is an object identifier of \(octets.count) bytes") }
        }
        return text
    }

    /// OpenSSL's long name of an OBJECT IDENTIFIER, or the dotted form if OpenSSL has no name.
    func longName() throws(DERFault) -> String {
        let dotted = try dotted()
        return try Self.library(bytes) { OBJ_obj2nid($0) == NID_undef ? dotted : ObjectIdentifier.longName($0) }
    }

    /// OpenSSL's short name of an OBJECT IDENTIFIER, or the dotted form if OpenSSL has no name.
    func shortName() throws(DERFault) -> String {
        let dotted = try dotted()
        return try Self.library(bytes) { object in
            let number = OBJ_obj2nid(object)
            return number == NID_undef ? dotted : OBJ_nid2sn(number).map { String(cString: $0) } ?? dotted
        }
    }

    private static func library(
        _ octets: UnsafeRawBufferPointer, _ body: (OpaquePointer) -> String
    ) throws(DERFault) -> String {
        guard octets.count < 4096 else { throw DERFault("it is an object identifier of \(octets.count) bytes") }
        let header: [UInt8] =
            octets.count < 0x80
            ? [DERTag.identifier, UInt8(octets.count)]
            : [DERTag.identifier, 0x82, UInt8(octets.count >> 8), UInt8(octets.count & 0xff)]
        let text: String? = (header + octets).withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            guard let object = d2i_ASN1_OBJECT(nil, &next, bytes.count) else {
                ERR_clear_error()
                return nil
            }
            defer { ASN1_OBJECT_free(object) }
            return body(object)
        }
        guard let text else { throw DERFault("it is not an object identifier") }
        return text
    }
}
