/// The keys of an answers file, with what `keyturn answers` says of each.
enum AnswersKey: Hashable {
    case role, hostname, profile
    case lan1IPv4, lan1IPv6, lan2IPv4, lan2IPv6
    case namesDNS, namesIP, namesSIPDomains
    case naming(Naming.Part)
    case certificatesSource, certificatesFiles, certificatesPassphraseFile

    static let all: [AnswersKey] =
        [
            .role, .hostname, .profile, .lan1IPv4, .lan1IPv6, .lan2IPv4, .lan2IPv6, .namesDNS, .namesIP,
            .namesSIPDomains,
        ] + Naming.Part.allCases.map(AnswersKey.naming)
        + [.certificatesSource, .certificatesFiles, .certificatesPassphraseFile]

    /// The tables around the key, and the key.
    var path: [String] {
        switch self {
        case .role: ["role"]
        case .hostname: ["hostname"]
        case .profile: ["profile"]
        case .lan1IPv4: ["lan1", "ipv4"]
        case .lan1IPv6: ["lan1", "ipv6"]
        case .lan2IPv4: ["lan2", "ipv4"]
        case .lan2IPv6: ["lan2", "ipv6"]
        case .namesDNS: ["names", "dns"]
        case .namesIP: ["names", "ip"]
        case .namesSIPDomains: ["names", "sip-domains"]
        case .naming(let part): ["naming", part.rawValue]
        case .certificatesSource: ["certificates", "source"]
        case .certificatesFiles: ["certificates", "files"]
        case .certificatesPassphraseFile: ["certificates", "passphrase-file"]
        }
    }

    var name: String { path.joined(separator: ".") }

    /// What the key is for.
    var comment: String {
        switch self {
        case .role: "\"primary\" or \"application\""
        case .hostname: "empty: the name that reverse DNS gives for LAN1, then LAN2, then the MAC address"
        case .profile: "\"interoperable\" (what clients accept) or \"documented\" (the vendor's page, row by row)"
        case .lan1IPv4: "LAN1 needs at least one address, IPv4 or IPv6"
        case .lan1IPv6: "for example [\"2001:db8::1\"]"
        case .lan2IPv4, .lan2IPv6: "optional"
        case .namesDNS: "further DNS names of the identity"
        case .namesIP: "further IP addresses of the identity"
        case .namesSIPDomains: "\"example.com\", or \"sip:example.com\" to add the URI name as well"
        case .naming(.email): "emailAddress, at most 255 characters"
        case .naming(.unit): "organizational unit, at most 64 characters"
        case .naming(.organization): "organization, at most 64 characters"
        case .naming(.locality): "locality, at most 128 characters"
        case .naming(.state): "state or province, at most 128 characters"
        case .naming(.country): "two letters of ISO 3166"
        case .naming(.domain): "the end of the root's common name"
        case .naming(.rootPrefix): "the start of the root's common name"
        case .certificatesSource: "\"self-signed\", or \"import\" for certificates of a third party"
        case .certificatesFiles: "the files to import"
        case .certificatesPassphraseFile: "a file whose first line is the passphrase of those files"
        }
    }

    /// The key at a path, among `known`; refused with the line and the nearest known key where there is none.
    init(of entry: AnswersDocument.Entry, in document: AnswersDocument, among known: [AnswersKey]) throws(Refusal) {
        if let key = known.first(where: { $0.path == entry.path }) {
            self = key
            return
        }
        let place = VisibleText.quoted(document.name) + (entry.line.map { " line \($0)" } ?? "")
        let nearest = NearestName.of(entry.name, among: known.map(\.name))
        throw Refusal(
            "\(place): \(VisibleText.quoted(entry.name)) is not a known key",
            hint: nearest.map { "did you mean \"\($0)\"?" } ?? "\"keyturn answers\" prints every key")
    }
}
