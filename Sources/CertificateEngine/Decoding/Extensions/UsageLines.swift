import CertificateModel

/// The lines of the extensions about the purpose of a key.
enum UsageLines {
    @Sendable static func octets(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        lines.append(Hexadecimal.string(try value.primitive(DERTag.octetString)))
    }

    @Sendable static func keyUsage(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var remarks: [String] = []
        let usage = try TableExtensions.usage(value, &remarks)
        lines += usage.names + remarks
    }

    @Sendable static func purposes(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        lines += try TableExtensions.purposes(value).map { purpose in
            guard case .other(let identifier) = purpose, let name = names[identifier] else {
                return purpose.description
            }
            return "\(name) (\(identifier))"
        }
    }

    /// The purposes that the 17 rows have no words for (RFC 5280 section 4.2.1.12, and Microsoft's).
    private static let names = [
        "2.5.29.37.0": "Any", "1.3.6.1.5.5.7.3.3": "Code Signing", "1.3.6.1.5.5.7.3.4": "Email Protection",
        "1.3.6.1.5.5.7.3.8": "Time Stamping", "1.3.6.1.5.5.7.3.9": "OCSP Signing",
        "1.3.6.1.5.5.7.3.20": "SIP Domain", "1.3.6.1.4.1.311.20.2.2": "Microsoft Smart Card Logon",
        "1.3.6.1.4.1.311.10.3.3": "Microsoft Server Gated Crypto",
        "2.16.840.1.113730.4.1": "Netscape Server Gated Crypto",
    ]

    @Sendable static func basicConstraints(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var remarks: [String] = []
        lines.append(try TableExtensions.constraints(value, &remarks).text)
        lines += remarks
    }

    /// Private Key Usage Period (RFC 3280 section 4.2.1.4), which RFC 5280 dropped.
    @Sendable static func keyPeriod(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var parts = try value.inside(DERTag.sequence)
        for (tag, label) in [(UInt8(0x80), "Not before"), (0x81, "Not after")] {
            guard let date = try parts.optional(tag) else { continue }
            lines.append("\(label): \(try DERDate.read(date.retagged(DERTag.generalizedTime)).moment)")
        }
        try parts.finish()
    }

    @Sendable static func netscapeType(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        let octets = try value.bits().octets
        let uses = [
            "SSL Client", "SSL Server", "S/MIME", "Object Signing", "Reserved", "SSL CA", "S/MIME CA",
            "Object Signing CA",
        ]
        for (bit, use) in uses.enumerated() where (octets.first ?? 0) & (0x80 >> UInt8(bit)) != 0 { lines.append(use) }
        if octets.dropFirst().contains(where: { $0 != 0 }) {
            lines.append("undefined uses: the bits are \(Hexadecimal.string(octets))")
        }
    }
}
