package import CertificateModel

/// A name of an identity in JSON: whether it was given, or follows the host, and what of it.
package struct NameReport: Encodable {
    let name, kind: String
    let follows: String?

    init(_ name: GeneralName, _ origin: NameOrigin) {
        self.name = name.description
        kind = origin.kind
        follows = origin.followed
    }

    /// The names of a server.
    package static func all(of server: ServerIdentity) -> [NameReport] {
        server.subjectAlternativeNames.map { NameReport($0, server.origin(of: $0)) }
    }

    private enum CodingKeys: CodingKey {
        case name, kind, follows
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(kind, forKey: .kind)
        try container.encode(follows, forKey: .follows)
    }
}
