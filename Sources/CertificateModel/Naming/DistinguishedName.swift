/// A distinguished name (X.501): its attributes in the order in which they are encoded.
public struct DistinguishedName: Hashable, Sendable, CustomStringConvertible {
    /// One attribute.
    public struct Attribute: Hashable, Sendable {
        /// What it is.
        public let type: AttributeType
        /// Its value, as text; `#` and the digits of its DER where it is none (RFC 4514 section 2.4).
        public let value: String
        /// Whether the value is the digits of octets rather than text.
        public let isOctets: Bool
        /// Whether it stands in one relative distinguished name with the attribute before it.
        public let isJoined: Bool

        /// An attribute of this type and value, by itself unless `joined` to the one before it.
        public init(_ type: AttributeType, _ value: String, octets: Bool = false, joined: Bool = false) {
            self.type = type
            self.value = value
            isOctets = octets
            isJoined = joined
        }
    }

    /// The attributes, first encoded first: C, ST, L, O, OU, CN, emailAddress.
    public let attributes: [Attribute]

    /// A name of these attributes, in the order of their encoding.
    public init(_ attributes: [Attribute]) { self.attributes = attributes }

    /// The last common name, if there is one: "issued to" and "issued by" of the preview table.
    public var commonName: String? { attributes.last { $0.type == .commonName }?.value }

    /// The same name with another common name.
    func replacing(commonName: String) -> DistinguishedName {
        DistinguishedName(attributes.map { $0.type == .commonName ? Attribute(.commonName, commonName) : $0 })
    }

    /// The attributes in the order of the preview table, which is the reverse of their encoding, with the characters
    /// escaped that RFC 4514 section 2.4 escapes inside a value, and ` + ` between those of one relative name.
    public var description: String {
        var result = ""
        var isFirst = true
        var isJoined = false
        for attribute in attributes.reversed() {
            if !isFirst { result += isJoined ? " + " : ", " }
            isFirst = false
            isJoined = attribute.isJoined
            result += attribute.type.shortName
            result += "="
            result += attribute.isOctets ? attribute.value : Self.escaped(attribute.value)
        }
        return result
    }

    private static func escaped(_ value: String) -> String {
        let octets = value.utf8
        if octets.allSatisfy(isHarmless), octets.first != 0x20, octets.last != 0x20, octets.first != 0x23 {
            return value
        }
        var result = ""
        let last = value.unicodeScalars.count - 1
        for (index, scalar) in value.unicodeScalars.enumerated() {
            let isEdge = index == 0 || index == last
            if ",+\"\\<>;".unicodeScalars.contains(scalar) || (scalar == "#" && index == 0)
                || (scalar == " " && isEdge)
            {
                result += "\\"
            }
            result.unicodeScalars.append(scalar)
        }
        // After the escapes above, so that what is made visible here cannot be mistaken for text that was there.
        return VisibleText.cleaned(result, limit: .max)
    }

    /// Printable ASCII that RFC 4514 leaves alone wherever it stands; `#` and spaces are harmless inside a value.
    private static func isHarmless(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x22, 0x2b, 0x2c, 0x3b, 0x3c, 0x3e, 0x5c: false
        default: VisibleText.isPlain(octet)
        }
    }
}
