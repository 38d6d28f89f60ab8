/// A name by which clients reach this server, and whether a certificate covers it.
public struct Coverage: Hashable, Sendable {
    /// What the name is to the server: `host name`, `LAN1 address`, `added name`.
    public let role: String

    /// The role of a name by which a client has just reached a server.
    public static let inUse = "name in use"
    /// The role of a name that a server had when its certificate was issued, and need not have now.
    public static let issuedFor = "name it was issued for"
    /// The same of a third party's certificate.
    public static let importedFor = "name it was imported for"
    /// The name.
    public let name: GeneralName
    /// The name of the certificate that covers it; nil where none does.
    public let coveredBy: GeneralName?

    /// Whether a wildcard is all that covers it.
    public var isByWildcard: Bool {
        guard case .dns(let text) = coveredBy else { return false }
        return text.hasPrefix("*.")
    }

    /// Every name of a server, held against the names of a certificate (RFC 9525 section 6; the common name is not
    /// looked at, as clients no longer do).
    public static func of(_ server: ServerIdentity, by names: [GeneralName]) -> [Coverage] {
        let index = NameIndex(names)
        func row(_ role: String, _ name: GeneralName) -> Coverage {
            Coverage(role: role, name: name, coveredBy: index.match(name))
        }
        var rows = [row("host name", .dns(server.hostName.value.text))]
        rows += server.lan1.addresses.map { row("LAN1 address", .ip($0)) }
        rows += server.lan2.addresses.map { row("LAN2 address", .ip($0)) }
        let own = Set(rows.map(\.name))
        rows += server.subjectAlternativeNames.filter { !own.contains($0) }.map { row("added name", $0) }
        // A DNS name of the certificate may cover the domain for TLS and not for SIP.
        let domains = server.names.sipDomains.filter { !$0.hasURI }
        let covered = Set(rows.filter { $0.coveredBy != nil }.map(\.name))
        return rows
            + domains.filter { covered.contains(.dns($0.domain.text)) }
            .map { row("SIP domain", .uri("sip:\($0.domain)")) }.filter { $0.coveredBy == nil }
    }

    /// Some names, held against those of a certificate.
    public static func of(_ asked: [GeneralName], as role: String, by names: [GeneralName]) -> [Coverage] {
        of(asked.map { (role, $0) }, by: names)
    }

    /// Some names, each with its role, held against those of a certificate.
    static func of(_ asked: [(role: String, name: GeneralName)], by names: [GeneralName]) -> [Coverage] {
        let index = NameIndex(names)
        return asked.map { Coverage(role: $0.role, name: $0.name, coveredBy: index.match($0.name)) }
    }
}

/// The names of a certificate, ready to be asked: there may be thousands.
private struct NameIndex {
    private let exact: Set<GeneralName>
    /// What follows the asterisk of each wildcard.
    private let wildcards: Set<String>
    /// The SIP domains that have a URI name, and that name.
    private let domains: [String: GeneralName]

    init(_ names: [GeneralName]) {
        exact = Set(names.map(Self.lowerCased))
        wildcards = Set(
            names.compactMap { name in
                guard case .dns(let text) = name, text.hasPrefix("*.") else { return nil }
                return String(text.lowercased().dropFirst())
            })
        let uris = names.compactMap { name in Self.domain(of: name).map { ($0, name) } }
        domains = Dictionary(uris, uniquingKeysWith: { first, _ in first })
    }

    private static func lowerCased(_ name: GeneralName) -> GeneralName {
        if case .dns(let text) = name { .dns(text.lowercased()) } else { name }
    }

    private static func domain(of name: GeneralName) -> String? {
        if case .uri(let text) = name { SIPDomain.host(ofURI: text) } else { nil }
    }

    /// A DNS name is the identity of a SIP domain only where the certificate has no URI name of one (RFC 5922 section 7.1),
    /// and a wildcard never is (section 7.2).
    private func match(sipDomain domain: String) -> GeneralName? {
        if let found = domains[domain] { return found }
        return domains.isEmpty && exact.contains(.dns(domain)) ? .dns(domain) : nil
    }

    func match(_ name: GeneralName) -> GeneralName? {
        let sought = Self.lowerCased(name)
        if exact.contains(sought) { return name }
        if let domain = Self.domain(of: name) { return match(sipDomain: domain) }
        // An asterisk stands for the whole of the first label, and for no label of a name directly under the top.
        guard case .dns(let text) = sought, let dot = text.firstIndex(of: ".") else { return nil }
        let rest = String(text[dot...])
        return rest.dropFirst().contains(".") && wildcards.contains(rest) ? .dns("*\(rest)") : nil
    }
}
