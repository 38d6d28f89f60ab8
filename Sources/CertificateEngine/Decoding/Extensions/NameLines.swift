import CertificateModel

/// The lines of the extensions that hold names.
enum NameLines {
    @Sendable static func names(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var reader = GeneralNameReader()
        lines += try reader.readAll(try value.inside(DERTag.sequence)).map(\.description)
        lines += reader.remarks
    }

    /// Authority Key Identifier (RFC 5280 section 4.2.1.1).
    @Sendable static func authorityKey(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var parts = try value.inside(DERTag.sequence)
        if let identifier = try parts.optional(0x80) {
            lines.append("Key identifier: \(Hexadecimal.string(identifier.bytes))")
        }
        if let issuer = try parts.optional(0xa1) {
            var reader = GeneralNameReader()
            lines += try reader.readAll(issuer.inside).map { "Issuer: \($0)" }
            lines += reader.remarks
        }
        if let serial = try parts.optional(0x82) {
            lines.append("Serial number: \(Hexadecimal.string(try serial.retagged(DERTag.integer).integer()))")
        }
        try parts.finish()
    }

    /// Name Constraints (RFC 5280 section 4.2.1.10).
    @Sendable static func constraints(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var parts = try value.inside(DERTag.sequence)
        for (tag, label) in [(UInt8(0xa0), "Permitted"), (0xa1, "Excluded")] {
            guard var trees = try parts.optional(tag)?.inside else { continue }
            while !trees.isAtEnd {
                var tree = try trees.next(DERTag.sequence).inside
                var line = "\(label): \(base(try tree.next(), &lines))"
                if let least = try tree.optional(0x80) {
                    line += ", minimum \(try least.retagged(DERTag.integer).smallInteger())"
                }
                if let most = try tree.optional(0x81) {
                    line += ", maximum \(try most.retagged(DERTag.integer).smallInteger())"
                }
                try tree.finish()
                lines.append(line)
            }
        }
        try parts.finish()
    }

    /// The base of a subtree; an IP address has a mask behind it.
    private static func base(_ value: DERValue, _ lines: inout [String]) -> String {
        let octets = value.bytes
        if value.tag == 0x87, octets.count == 8 || octets.count == 32 {
            let middle = octets.startIndex + octets.count / 2
            if let address = IPAddress(octets: octets[..<middle]), let mask = IPAddress(octets: octets[middle...]) {
                return "IP:\(address)/\(prefix(octets[middle...]).map { String($0) } ?? mask.description)"
            }
        }
        var reader = GeneralNameReader()
        let name = reader.read(value)
        lines += reader.remarks
        return name.description
    }

    /// The prefix length of a mask; nil if a one bit follows a zero bit.
    private static func prefix(_ mask: Slice<UnsafeRawBufferPointer>) -> Int? {
        let ones = mask.reduce(0) { $0 + $1.nonzeroBitCount }
        for (index, octet) in mask.enumerated() {
            let bits = min(max(ones - index * 8, 0), 8)
            guard octet == UInt8(truncatingIfNeeded: 0xff00 >> bits) else { return nil }
        }
        return ones
    }

    /// Subject Directory Attributes (RFC 5280 section 4.2.1.8).
    @Sendable static func directoryAttributes(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var attributes = try value.inside(DERTag.sequence)
        while !attributes.isAtEnd {
            var parts = try attributes.next(DERTag.sequence).inside
            let type = try parts.next().dotted()
            var values = try parts.next(DERTag.set).inside
            try parts.finish()
            while !values.isAtEnd {
                let one = try values.next()
                lines.append("\(type): \(DERText.read(one).text ?? one.hexadecimal)")
            }
        }
    }
}
