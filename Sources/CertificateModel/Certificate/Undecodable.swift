/// Octets that could not be decoded, and why.
public struct Undecodable: Hashable, Sendable {
    /// The octets as they stand: the whole DER value, or an extension's value.
    public let octets: [UInt8]
    /// Why, to follow "cannot be decoded": cleaned, and without a final full stop.
    public let reason: String

    /// Octets that could not be decoded for this reason, which is cleaned here.
    public init(octets: [UInt8], reason: String) {
        self.octets = octets
        self.reason = VisibleText.cleaned(reason, limit: 500)
    }
}

extension CertificateContents {
    /// Which row cannot be decoded, and why: the first one, and nil if all can. `Valid To cannot be decoded: it ends too
    /// early`.
    public var firstUndecodable: String? {
        CertificateField.allCases.lazy.compactMap { field in
            undecodable[field].map { "\(field.rawValue) cannot be decoded: \($0.reason)" }
        }.first
    }

    /// The first moment of its validity as RFC 3339 has it; nil where it cannot be decoded.
    public var notBeforeText: String? { undecodable[.validFrom] == nil ? notBefore.description : nil }

    /// The last moment of its validity as RFC 3339 has it; nil where it cannot be decoded.
    public var notAfterText: String? { undecodable[.validTo] == nil ? notAfter.description : nil }

    /// Whether both ends of its validity could be decoded: where not, it is valid at no moment.
    public var hasDecodableDates: Bool { undecodable[.validFrom] == nil && undecodable[.validTo] == nil }
}
