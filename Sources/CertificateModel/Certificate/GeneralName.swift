/// A name of a Subject Alternative Name extension (RFC 5280 section 4.2.1.6).
public enum GeneralName: Hashable, Sendable, CustomStringConvertible {
    /// dNSName, as ASCII text.
    case dns(String)
    /// iPAddress of four or sixteen octets.
    case ip(IPAddress)
    /// uniformResourceIdentifier, as ASCII text.
    case uri(String)
    /// A name of any other kind, by the kind's name and its text.
    case other(kind: String, text: String)

    /// `DNS:ipo1.example.com`, `IP:192.168.42.1`, `URI:sip:example.com`: what JSON holds.
    public var description: String {
        switch self {
        case .dns(let name): "DNS:\(VisibleText.cleaned(name, limit: .max))"
        case .ip(let address): "IP:\(address)"
        case .uri(let uri): "URI:\(VisibleText.cleaned(uri, limit: .max))"
        case .other(let kind, let text): "\(kind):\(VisibleText.cleaned(text, limit: .max))"
        }
    }

    /// The name as the preview table shows it, which calls a URI name `URL`.
    public var tableText: String {
        if case .uri(let uri) = self { "URL:\(VisibleText.cleaned(uri, limit: .max))" } else { description }
    }

    /// The name without its kind.
    public var bareText: String {
        switch self {
        case .dns(let text), .uri(let text), .other(_, let text): VisibleText.cleaned(text, limit: .max)
        case .ip(let address): address.description
        }
    }

    /// The name as clients compare it: a DNS name without regard to case (RFC 9525 section 6.3), a SIP URI as its domain
    /// (RFC 5922 section 7.2).
    var compared: GeneralName {
        switch self {
        case .dns(let text): .dns(text.lowercased())
        case .uri(let text): SIPDomain.host(ofURI: text).map { GeneralName.uri("sip:\($0)") } ?? self
        default: self
        }
    }
}

extension [GeneralName] {
    /// The first five in quotes, and how many more there are.
    var firstInQuotes: String {
        prefix(5).map { "\"\($0.bareText)\"" }.joined(separator: ", ") + (count > 5 ? " and \(count - 5) more" : "")
    }
}
