import CertificateEngine
public import CertificateModel

/// The rows of a certificate besides the 17.
public enum AdditionalRows {
    /// The fingerprints and the SPKI pin of a certificate in DER, then its other extensions.
    public static func of(_ der: [UInt8]) -> [AdditionalRow] { fingerprints(der) + extensions(der, besides: tabled) }

    private static func fingerprints(_ der: [UInt8]) -> [AdditionalRow] {
        guard let prints = try? CertificateReader.fingerprints(der: der) else { return [] }
        return [
            ("SHA-256 Fingerprint", Hexadecimal.string(prints.sha256)),
            ("SHA-1 Fingerprint", Hexadecimal.string(prints.sha1)), ("Public Key Pin (SHA-256)", prints.publicKeyPin),
        ].map { AdditionalRow(name: $0, contents: $1, detail: [$1]) }
    }

    /// The extensions that have a row among the 17 (RFC 5280 section 4.2.1): SKI, key usage, SAN, Basic Constraints,
    /// extended key usage.
    private static let tabled: Set<String> = ["2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.37"]

    /// The other extensions. One of the 17 rows is among them only if it occurs twice, has a remark or cannot be
    /// decoded.
    private static func extensions(_ der: [UInt8], besides others: Set<String>) -> [AdditionalRow] {
        var seen: Set<String> = []
        let all = ((try? CertificateReader.extensions(der: der)) ?? []).filter { one in
            let isFirst = seen.insert(one.identifier).inserted
            return !isFirst || one.remark != nil || one.lines.isEmpty || !others.contains(one.identifier)
        }
        return all.map { one in
            let octets = "#\(Hexadecimal.string(one.octets))"
            let text = one.lines.isEmpty ? octets : one.lines.joined(separator: "; ")
            return AdditionalRow(
                name: one.name, contents: "\(text) (marked \(one.isCritical ? "critical" : "non-critical"))",
                detail: ["OID \(one.identifier)"] + (one.lines.isEmpty ? [octets] : one.lines), remark: one.remark)
        }
    }
}
