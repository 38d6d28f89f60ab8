/// A distinguished name (X.501): its attributes in the order in which they are encoded.
public struct DistinguishedName: Hashable, Sendable, CustomStringConvertible {
    /// One attribute.
    public struct Attribute: Hashable, Sendable {
        /// What it is.
        public let type: AttributeType
        /// Its value, as text.
        public let value: String

        /// An attribute of this type and value.
        public init(_ type: AttributeType, _ value: String) {
            self.type = type
            self.value = value
        }
    }

    /// The attributes, first encoded first: C, ST, L, O, OU, CN, emailAddress.
    public let attributes: [Attribute]

    /// A name of these attributes, in the order of their encoding.
    public init(_ attributes: [Attribute]) { self.attributes = attributes }

    /// The last common name, if there is one: "issued to" and "issued by" of the preview table.
    public var commonName: String? { attributes.last { $0.type == .commonName }?.value }

    /// The attributes in the order of the preview table, which is the reverse of their encoding, with the characters
    /// escaped that RFC 4514 section 2.4 escapes inside a value.
    public var description: String {
        attributes.reversed().map { "\($0.type.shortName)=\(Self.escaped($0.value))" }.joined(separator: ", ")
    }

    private static func escaped(_ value: String) -> String {
        let characters = Array(value)
        var result = ""
        for (index, character) in characters.enumerated() {
            let isEdge = index == 0 || index == characters.count - 1
            if ",+\"\\<>;".contains(character) || (character == "#" && index == 0) || (character == " " && isEdge) {
                result.append("\\")
            }
            result.append(character)
        }
        // After the escapes above, so that what is made visible here cannot be mistaken for text that was there.
        return VisibleText.cleaned(result)
    }
}
