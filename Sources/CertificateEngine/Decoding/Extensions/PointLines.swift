import CertificateModel

/// The lines of the extensions that have URLs: authority and subject information access, CRL distribution points.
enum PointLines {
    /// The access methods (RFC 5280 section 4.2.2).
    private static let methods = [
        "1.3.6.1.5.5.7.48.1": "OCSP", "1.3.6.1.5.5.7.48.2": "CA Issuers", "1.3.6.1.5.5.7.48.3": "Time Stamping",
        "1.3.6.1.5.5.7.48.5": "CA Repository", "1.3.6.1.5.5.7.48.10": "RPKI Manifest",
        "1.3.6.1.5.5.7.48.11": "Signed Object", "1.3.6.1.5.5.7.48.13": "RPKI Notify",
    ]

    @Sendable static func access(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var reader = GeneralNameReader()
        var list = try value.inside(DERTag.sequence)
        while !list.isAtEnd {
            var parts = try list.next(DERTag.sequence).inside
            let method = try parts.next().dotted()
            let location = reader.read(try parts.next())
            try parts.finish()
            lines.append("\(methods[method] ?? method): \(location)")
        }
        lines += reader.remarks
    }

    /// CRL distribution points and freshest CRL (RFC 5280 sections 4.2.1.13 and 4.2.1.15).
    @Sendable static func distribution(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var reader = GeneralNameReader()
        var list = try value.inside(DERTag.sequence)
        while !list.isAtEnd {
            var parts = try list.next(DERTag.sequence).inside
            let point = try parts.optional(0xa0)
            let reasons = try parts.optional(0x81)
            let issuer = try parts.optional(0xa2)
            try parts.finish()
            if let point {
                var choice = point.inside
                lines += try name(try choice.next(), &reader)
                try choice.finish()
            } else {
                lines.append("(without a place)")
            }
            if let reasons { lines.append("  Reasons: \(try self.reasons(reasons))") }
            if let issuer { lines += try reader.readAll(issuer.inside).map { "  CRL issuer: \($0)" } }
        }
        lines += reader.remarks
    }

    private static func name(_ value: DERValue, _ reader: inout GeneralNameReader) throws(DERFault) -> [String] {
        switch value.tag {
        case 0xa0: return try reader.readAll(value.inside).map(\.description)
        case 0xa1:
            var names = NameReader()
            var attributes: [DistinguishedName.Attribute] = []
            try names.readSet(value, into: &attributes)
            return ["Relative to the CRL issuer: \(DistinguishedName(attributes))"]
        default: throw .tag(value.tag, instead: 0xa0)
        }
    }

    private static let causes = [
        "Unused", "Key Compromise", "CA Compromise", "Affiliation Changed", "Superseded", "Cessation of Operation",
        "Certificate Hold", "Privilege Withdrawn", "AA Compromise",
    ]

    private static func reasons(_ value: DERValue) throws(DERFault) -> String {
        let octets = try value.retagged(DERTag.bitString).bits().octets
        let found = causes.enumerated().filter { bit, _ in
            bit / 8 < octets.count && octets[bit / 8] & (0x80 >> UInt8(bit % 8)) != 0
        }
        return found.isEmpty ? "(none)" : found.map(\.element).joined(separator: ", ")
    }
}
