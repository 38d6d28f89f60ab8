/// An extension that is decoded here. OpenSSL's text is not used: a line feed inside a name would start a new line.
struct KnownExtension: Sendable {
    typealias Decode = @Sendable (DERValue, inout [String]) throws(DERFault) -> Void

    let name: String
    private let decode: Decode

    init(_ name: String, _ decode: @escaping Decode) {
        self.name = name
        self.decode = decode
    }

    /// The lines that describe a value, one fact in each; there is at least one.
    func lines(of value: DERValue) throws(DERFault) -> [String] {
        var lines: [String] = []
        try decode(value, &lines)
        return lines.isEmpty ? ["(none)"] : lines
    }

    /// By object identifier: RFC 5280 section 4.2, RFC 6960, RFC 6962, RFC 7633, Netscape's and Microsoft's.
    static let all: [String: KnownExtension] = [
        "2.5.29.9": .init("Subject Directory Attributes", NameLines.directoryAttributes),
        "2.5.29.14": .init("Subject Key Identifier", UsageLines.octets),
        "2.5.29.15": .init("Key Usage", UsageLines.keyUsage),
        "2.5.29.16": .init("Private Key Usage Period", UsageLines.keyPeriod),
        "2.5.29.17": .init("Subject Alternative Name", NameLines.names),
        "2.5.29.18": .init("Issuer Alternative Name", NameLines.names),
        "2.5.29.19": .init("Basic Constraints", UsageLines.basicConstraints),
        "2.5.29.30": .init("Name Constraints", NameLines.constraints),
        "2.5.29.31": .init("CRL Distribution Points", PointLines.distribution),
        "2.5.29.32": .init("Certificate Policies", PolicyLines.policies),
        "2.5.29.33": .init("Policy Mappings", PolicyLines.mappings),
        "2.5.29.35": .init("Authority Key Identifier", NameLines.authorityKey),
        "2.5.29.36": .init("Policy Constraints", PolicyLines.constraints),
        "2.5.29.37": .init("Extended Key Usage", UsageLines.purposes),
        "2.5.29.46": .init("Freshest CRL", PointLines.distribution),
        "2.5.29.54": .init("Inhibit anyPolicy", PolicyLines.inhibit),
        "1.3.6.1.5.5.7.1.1": .init("Authority Information Access", PointLines.access),
        "1.3.6.1.5.5.7.1.11": .init("Subject Information Access", PointLines.access),
        "1.3.6.1.5.5.7.1.24": .init("TLS Feature", OtherLines.features),
        "1.3.6.1.5.5.7.48.1.5": .init("OCSP No Check", OtherLines.noCheck),
        "1.3.6.1.4.1.11129.2.4.2": .init("Signed Certificate Timestamps", TimestampLines.decode),
        "1.3.6.1.4.1.11129.2.4.3": .init("Precertificate Poison", OtherLines.poison),
        "2.16.840.1.113730.1.1": .init("Netscape Certificate Type", UsageLines.netscapeType),
        "2.16.840.1.113730.1.2": .init("Netscape Base URL", OtherLines.text),
        "2.16.840.1.113730.1.3": .init("Netscape Revocation URL", OtherLines.text),
        "2.16.840.1.113730.1.4": .init("Netscape CA Revocation URL", OtherLines.text),
        "2.16.840.1.113730.1.7": .init("Netscape Renewal URL", OtherLines.text),
        "2.16.840.1.113730.1.8": .init("Netscape CA Policy URL", OtherLines.text),
        "2.16.840.1.113730.1.12": .init("Netscape SSL Server Name", OtherLines.text),
        "2.16.840.1.113730.1.13": .init("Netscape Comment", OtherLines.text),
        "1.3.6.1.4.1.311.20.2": .init("Microsoft Certificate Template Name", OtherLines.text),
        "1.3.6.1.4.1.311.21.1": .init("Microsoft CA Version", OtherLines.number),
        "1.3.6.1.4.1.311.21.2": .init("Microsoft Previous CA Certificate Hash", UsageLines.octets),
        "1.3.6.1.4.1.311.21.7": .init("Microsoft Certificate Template", OtherLines.template),
        "1.3.6.1.4.1.311.21.10": .init("Microsoft Application Policies", PolicyLines.policies),
    ]
}
