import CertificateEngine
import CertificateModel
import Operations

/// What a review adds to the rows and checks of a certificate: fingerprints, every extension, the chain.
struct CertificateDetails: Encodable {
    private struct ExtensionEntry: Encodable {
        let found: DecodedExtension

        private enum CodingKeys: CodingKey {
            case oid, name, critical, lines, octets, remark
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(found.identifier, forKey: .oid)
            try container.encode(found.name, forKey: .name)
            try container.encode(found.isCritical, forKey: .critical)
            try container.encode(found.lines, forKey: .lines)
            // The decoded lines have the same information as the octets.
            try container.encode(found.lines.isEmpty ? Hexadecimal.string(found.octets) : nil, forKey: .octets)
            try container.encode(found.remark, forKey: .remark)
        }
    }

    private struct LinkEntry: Encodable {
        let link: ChainLink

        private enum CodingKeys: CodingKey {
            case name, problem
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(link.name, forKey: .name)
            try container.encode(link.problem, forKey: .problem)
        }
    }

    private let der: [UInt8]
    private let chain: [ChainLink]?

    /// The details of a certificate in DER; `chain` is from the root to the certificate, and nil if it was not built.
    init(der: [UInt8], chain: [ChainLink]?) {
        self.der = der
        self.chain = chain
    }

    private enum CodingKeys: CodingKey {
        case sha1, publicKeyPin, extensions, chain
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if let prints = try? CertificateReader.fingerprints(der: der) {
            try container.encode(Hexadecimal.string(prints.sha1), forKey: .sha1)
            try container.encode(prints.publicKeyPin, forKey: .publicKeyPin)
        }
        let extensions = (try? CertificateReader.extensions(der: der)) ?? []
        try container.encode(extensions.map(ExtensionEntry.init), forKey: .extensions)
        try container.encode(chain?.map(LinkEntry.init), forKey: .chain)
    }

    /// The same as rows of a table.
    var rows: [AdditionalRow] { AdditionalRows.of(der) + (chain.flatMap(Self.row).map { [$0] } ?? []) }

    private static func row(of chain: [ChainLink]) -> AdditionalRow? {
        guard !chain.isEmpty else { return nil }
        let problems = chain.compactMap { link in link.problem.map { "\(VisibleText.quoted(link.name)): \($0)" } }
        return AdditionalRow(
            name: "Chain", contents: chain.map { VisibleText.quoted($0.name) }.joined(separator: " > "), detail: [],
            remark: problems.isEmpty ? nil : problems.joined(separator: "; "))
    }
}
