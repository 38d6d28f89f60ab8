/// One extension: its identifier, whether it is critical, and its encoded value, in memory that is lent.
struct RawExtension {
    let identifier: String
    let isCritical: Bool
    /// The content of its OCTET STRING.
    let value: UnsafeRawBufferPointer
    /// What is wrong with the Extension structure around the value.
    let fault: String?

    /// Reads an Extension (RFC 5280 section 4.1): identifier, optional critical flag, value.
    init(_ value: DERValue) throws(DERFault) {
        var parts = try value.inside(DERTag.sequence)
        identifier = try parts.next(DERTag.identifier).dotted()
        var isCritical = false
        if let critical = try parts.optional(DERTag.boolean) { isCritical = try critical.boolean() }
        self.isCritical = isCritical
        self.value = try parts.next().primitive(DERTag.octetString)
        fault = parts.isAtEnd ? nil : "bytes follow its value"
    }

    /// The extensions of a certificate up to the first that cannot be separated, and why that cannot.
    static func list(_ value: DERValue) -> (all: [RawExtension], fault: DERFault?) {
        var all: [RawExtension] = []
        do throws(DERFault) {
            var explicit = value.inside
            var list = try explicit.next(DERTag.sequence).inside
            while !list.isAtEnd { all.append(try RawExtension(try list.next())) }
            try explicit.finish()
            return (all, nil)
        } catch {
            return (all, error)
        }
    }

    /// The one DER value in its OCTET STRING.
    func decoded() throws(DERFault) -> DERValue {
        if let fault { throw DERFault(fault) }
        return try DERValue(value)
    }
}
