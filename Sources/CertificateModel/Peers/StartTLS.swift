/// A protocol that begins in plain text and changes to TLS when asked.
public enum StartTLS: String, CaseIterable, Hashable, Sendable {
    /// Mail between servers, and its submission (RFC 3207).
    case smtp
    /// Mailboxes (RFC 9051 section 6.2.1).
    case imap
    /// Directories (RFC 4511 section 4.14).
    case ldap

    /// The protocol of that name, in either case; refused where there is none.
    public init(name: some StringProtocol) throws(Refusal) {
        let typed = name.trimmed
        guard let known = Self(rawValue: typed.lowercased()) else {
            let names = Self.allCases.map(\.rawValue)
            throw Refusal(
                "\(VisibleText.quoted(typed)) is not a protocol that can start TLS here",
                hint: NearestName.of(typed, among: names).map { "use \"\($0)\" if you mean that" }
                    ?? "use one of \(names.joined(separator: ", "))")
        }
        self = known
    }

    /// The TCP ports on which the protocol begins in plain text (IANA), the usual one first.
    public var ports: [UInt16] {
        switch self {
        case .smtp: [25, 587]
        case .imap: [143]
        case .ldap: [389]
        }
    }

    /// The protocol that is usual on a port, if one is.
    public init?(usualOn port: UInt16) {
        guard let known = Self.allCases.first(where: { $0.ports.contains(port) }) else { return nil }
        self = known
    }
}
