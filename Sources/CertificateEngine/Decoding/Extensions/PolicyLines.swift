import CertificateModel

/// The lines of the extensions on policies (RFC 5280 sections 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14).
enum PolicyLines {
    /// The certificate policies of the CA/Browser Forum, and anyPolicy.
    private static let names = [
        "2.5.29.32.0": "any policy", "2.23.140.1.1": "extended validation", "2.23.140.1.2.1": "domain validated",
        "2.23.140.1.2.2": "organization validated", "2.23.140.1.2.3": "individual validated",
    ]

    @Sendable static func policies(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var list = try value.inside(DERTag.sequence)
        while !list.isAtEnd {
            var parts = try list.next(DERTag.sequence).inside
            let policy = try parts.next().dotted()
            lines.append("Policy: \(policy)\(names[policy].map { " (\($0))" } ?? "")")
            guard !parts.isAtEnd else { continue }
            var qualifiers = try parts.next(DERTag.sequence).inside
            try parts.finish()
            while !qualifiers.isAtEnd { try qualifier(try qualifiers.next(DERTag.sequence), &lines) }
        }
    }

    private static func qualifier(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var parts = value.inside
        let type = try parts.next().dotted()
        guard !parts.isAtEnd else {
            lines.append("  \(type)")
            return
        }
        let qualifier = try parts.next()
        try parts.finish()
        switch type {
        case "1.3.6.1.5.5.7.2.1": lines.append("  CPS: \(text(qualifier))")
        case "1.3.6.1.5.5.7.2.2": try notice(qualifier, &lines)
        default: lines.append("  \(type): \(qualifier.hexadecimal)")
        }
    }

    private static func notice(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var parts = try value.inside(DERTag.sequence)
        if let reference = try parts.optional(DERTag.sequence) {
            var inside = reference.inside
            lines.append("  Notice of: \(text(try inside.next()))")
            var numbers = try inside.next(DERTag.sequence).inside
            while !numbers.isAtEnd { lines.append("  Notice number: \(try numbers.next().smallInteger())") }
            try inside.finish()
        }
        if !parts.isAtEnd { lines.append("  User notice: \(text(try parts.next()))") }
        try parts.finish()
    }

    private static func text(_ value: DERValue) -> String {
        DERText.read(value).text ?? value.hexadecimal
    }

    @Sendable static func mappings(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var list = try value.inside(DERTag.sequence)
        while !list.isAtEnd {
            var pair = try list.next(DERTag.sequence).inside
            let issuers = try pair.next().dotted()
            let subjects = try pair.next().dotted()
            try pair.finish()
            lines.append("The issuer's \(issuers) is the subject's \(subjects)")
        }
    }

    @Sendable static func constraints(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var parts = try value.inside(DERTag.sequence)
        if let explicit = try parts.optional(0x80) {
            lines.append("A policy is required after \(try certificates(explicit.retagged(DERTag.integer)))")
        }
        if let mapping = try parts.optional(0x81) {
            lines.append("No policy is mapped after \(try certificates(mapping.retagged(DERTag.integer)))")
        }
        try parts.finish()
    }

    @Sendable static func inhibit(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        lines.append("\"any policy\" is not accepted after \(try certificates(value))")
    }

    private static func certificates(_ value: DERValue) throws(DERFault) -> String {
        let count = try value.smallInteger()
        return count == 1 ? "1 certificate" : "\(count) certificates"
    }
}
