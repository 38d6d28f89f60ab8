/// The keys of an answers file, with the table each is in.
enum AnswersKey: String, CaseIterable, Sendable {
    case role
    case hostName = "hostname"
    case profile
    case lan1IPv4 = "lan1.ipv4"
    case lan1IPv6 = "lan1.ipv6"
    case lan2IPv4 = "lan2.ipv4"
    case lan2IPv6 = "lan2.ipv6"
    case dns = "names.dns"
    case ip = "names.ip"
    case sipDomains = "names.sip-domains"
    case email = "naming.email"
    case unit = "naming.unit"
    case organization = "naming.organization"
    case locality = "naming.locality"
    case state = "naming.state"
    case country = "naming.country"
    case domain = "naming.domain"
    case rootPrefix = "naming.root-prefix"
    case source = "certificates.source"
    case files = "certificates.files"
    case passphraseFile = "certificates.passphrase-file"
    case endpoints = "serving.endpoints"
    case rollbackIfUnproven = "serving.rollback-if-unproven"
    case proofTimeout = "serving.proof-timeout"
    case renewAutomatically = "renewal.automatic"
    case hookTimeout = "hooks.timeout"
    case generationsKept = "history.keep"

    /// The key of a part of the naming.
    init(_ part: Naming.Part) {
        switch part {
        case .email: self = .email
        case .unit: self = .unit
        case .organization: self = .organization
        case .locality: self = .locality
        case .state: self = .state
        case .country: self = .country
        case .domain: self = .domain
        case .rootPrefix: self = .rootPrefix
        }
    }

    /// What the site configuration can set.
    static let ofSite: [AnswersKey] = [.profile] + Naming.Part.allCases.map { AnswersKey($0) } + ofSiteAlone

    /// What only the site configuration can set.
    private static let ofSiteAlone: [AnswersKey] = [
        .endpoints, .rollbackIfUnproven, .proofTimeout, .renewAutomatically, .hookTimeout, .generationsKept,
    ]

    /// What an answers file can say.
    static let ofAnswers = allCases.filter { !ofSiteAlone.contains($0) }

    /// The table and the key in it, or the key alone.
    var path: [String] { rawValue.split(separator: ".").map(String.init) }

    /// The table that the key is in, if it is in one.
    var table: String? { path.count == 2 ? path[0] : nil }

    /// The key without its table.
    var leaf: String { path[path.count - 1] }

    /// Whether its value is a list of texts; otherwise it is one text.
    var isList: Bool {
        switch self {
        case .lan1IPv6, .lan2IPv6, .dns, .ip, .sipDomains, .files, .endpoints: true
        default: false
        }
    }
}
