/// Why a renewal of a server's certificates is due.
public enum RenewalReason: Hashable, Sendable {
    /// The identity expires soon, or has expired.
    case identityNearsItsEnd(Timestamp, days: Int64)
    /// An intermediate of a third party expires soon, or has expired.
    case intermediateNearsItsEnd(name: String, Timestamp, days: Int64)
    /// The root expires soon, or has expired. It is renewed and keeps its key; the identity is renewed with it.
    case rootNearsItsEnd(Timestamp, days: Int64)
    /// The identity is older than the root's present certificate.
    case rootWasRenewed
    /// The host has a name or an address that the identity does not cover: the LAN port's or the host name's.
    case drift(role: String, name: GeneralName)
    /// The identity is valid only from a moment that is to come: the clock was ahead when it was issued.
    case identityIsNotValidYet(from: Timestamp)
    /// The same of the root, and so of the identity. Both are renewed; the root keeps its key.
    case rootIsNotValidYet(from: Timestamp)
    /// The clock was plainly wrong when the certificates were issued, and is correct now.
    case clockIsRightNow

    /// The reason, as one sentence without a full stop.
    public var sentence: String {
        switch self {
        case .identityNearsItsEnd(let end, let days): "the identity \(Self.ending(end, days))"
        case .intermediateNearsItsEnd(let name, let end, let days):
            "the intermediate \(VisibleText.quoted(name)) \(Self.ending(end, days))"
        case .rootNearsItsEnd(let end, let days): "the root \(Self.ending(end, days))"
        case .rootWasRenewed: "the root was renewed"
        case .drift(let role, let name): "the \(role) \"\(name.bareText)\" is not in the identity"
        case .identityIsNotValidYet(let start): "the identity is not valid yet: it is valid from \(start)"
        case .rootIsNotValidYet(let start): "the root is not valid yet: it is valid from \(start)"
        case .clockIsRightNow: "the clock was wrong when the certificates were made, and is correct now"
        }
    }

    /// Whether the root is to be renewed, and not the identity alone.
    public var isOfRoot: Bool {
        switch self {
        case .rootNearsItsEnd, .rootIsNotValidYet: true
        default: false
        }
    }

    /// Whether a name or an address of the host has changed, which may happen again and again.
    public var isDrift: Bool { if case .drift = self { true } else { false } }

    /// Whether no other status line shows it.
    var standsAlone: Bool {
        switch self {
        case .rootWasRenewed, .clockIsRightNow: true
        case .identityNearsItsEnd, .intermediateNearsItsEnd, .rootNearsItsEnd, .drift: false
        case .identityIsNotValidYet, .rootIsNotValidYet: false
        }
    }

    private static func ending(_ end: Timestamp, _ days: Int64) -> String {
        days < 0 ? "expired at \(end)" : "expires in \(days == 1 ? "1 day" : "\(days) days"), \(end)"
    }
}
