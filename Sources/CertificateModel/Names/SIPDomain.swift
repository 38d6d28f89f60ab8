/// A domain that SIP phones register with: always a DNS name of the certificate, and a URI name too where asked for.
public struct SIPDomain: Hashable, Sendable, CustomStringConvertible {
    /// The domain.
    public let domain: HostName
    /// Whether the certificate also carries `URI:sip:<domain>` (RFC 5922 section 7.1).
    public let hasURI: Bool

    /// The domain that `text` writes: `example.com`, or `sip:example.com` for the URI name as well.
    public init(_ text: some StringProtocol) throws(Refusal) {
        let typed = text.trimmed
        hasURI = typed.lowercased().hasPrefix("sip:")
        domain = try HostName(hasURI ? typed.dropFirst(4) : typed[...])
    }

    /// As the answers file writes it.
    public var description: String { hasURI ? "sip:\(domain)" : domain.text }
}
