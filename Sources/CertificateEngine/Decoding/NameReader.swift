import CertificateModel

/// Reads distinguished names, including invalid ones (X.501; RFC 5280 section 4.1.2.4).
struct NameReader {
    /// How values were decoded, if that is not obvious; each remark once.
    private(set) var remarks: [String] = []

    /// The most remarks. A hostile name may have thousands of invalid values.
    private static let most = 20

    /// The attributes of a name, in encoded order.
    mutating func read(_ value: DERValue) throws(DERFault) -> DistinguishedName {
        var attributes: [DistinguishedName.Attribute] = []
        var sets = try value.inside(DERTag.sequence)
        while !sets.isAtEnd { try readSet(try sets.next(DERTag.set), into: &attributes) }
        return DistinguishedName(attributes)
    }

    /// The attributes of one RDN.
    mutating func readSet(
        _ value: DERValue, into attributes: inout [DistinguishedName.Attribute]
    ) throws(DERFault) {
        var members = value.inside
        var isJoined = false
        while !members.isAtEnd {
            var parts = try members.next(DERTag.sequence).inside
            let type = try Self.type(try parts.next(DERTag.identifier))
            let value = try parts.next()
            try parts.finish()
            let (text, remark) = DERText.read(value)
            if let remark { add("\(type.shortName): \(remark)") }
            attributes.append(
                .init(
                    type, text ?? value.hexadecimal, octets: text == nil,
                    joined: isJoined))
            isJoined = true
        }
    }

    private mutating func add(_ remark: String) {
        guard remarks.count < Self.most, !remarks.contains(remark) else { return }
        remarks.append(remark)
    }

    private static func type(_ identifier: DERValue) throws(DERFault) -> AttributeType {
        let octets = identifier.bytes
        if octets.count == 3, octets.starts(with: [0x55, 0x04]) {
            switch octets.last {
            case 3: return .commonName
            case 6: return .country
            case 7: return .locality
            case 8: return .state
            case 10: return .organization
            case 11: return .organizationalUnit
            default: break
            }
        }
        let dotted = try identifier.dotted()
        return dotted == "1.2.840.113549.1.9.1" ? .emailAddress : .other(dotted)
    }
}
