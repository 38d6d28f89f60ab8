/// A domain that SIP phones register with: always a DNS name of the certificate, and a URI name too where asked for.
public struct SIPDomain: Hashable, Sendable, CustomStringConvertible {
    /// The domain.
    public let domain: HostName
    /// Whether the certificate also carries `URI:sip:<domain>` (RFC 5922 section 7.1).
    public let hasURI: Bool

    /// The domain that `text` writes: `example.com`, or `sip:example.com` for the URI name as well.
    public init(_ text: some StringProtocol, accepting accepted: AcceptedValues = .none) throws(Refusal) {
        self = try Self.parse(text, accepting: accepted).domain
    }

    /// Parses `text`, and says what it changed, as a host name's parser does.
    public static func parse(
        _ text: some StringProtocol, accepting accepted: AcceptedValues = .none
    ) throws(Refusal) -> (domain: SIPDomain, remark: String?) {
        let typed = text.trimmed
        let hasURI = typed.lowercased().hasPrefix("sip:")
        let parsed = try HostName.parse(hasURI ? typed.dropFirst(4) : typed[...], accepting: accepted)
        return (SIPDomain(domain: parsed.name, hasURI: hasURI), parsed.remark)
    }

    private init(domain: HostName, hasURI: Bool) {
        self.domain = domain
        self.hasURI = hasURI
    }

    /// As the answers file writes it.
    public var description: String { hasURI ? "sip:\(domain)" : domain.text }

    /// The host of a SIP URI in lower case, which is the domain that it stands for: port and parameters are no part of it
    /// (RFC 5922 section 7.1). Nil for another scheme, and for the URI of a user.
    static func host(ofURI text: String) -> String? {
        let text = text.lowercased()
        guard text.hasPrefix("sip:"), !text.contains("@") else { return nil }
        let rest = text.dropFirst(4)
        if rest.hasPrefix("[") {
            return rest.firstIndex(of: "]").map { String(rest[...$0]) }
        }
        let host = rest.prefix { !":;?/".contains($0) }
        return host.isEmpty ? nil : String(host)
    }
}
