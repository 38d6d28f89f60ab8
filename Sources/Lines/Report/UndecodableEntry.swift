import CertificateEngine
import CertificateModel
import Operations

/// The report of bytes that are in the place of a certificate, and are not one.
struct UndecodableEntry: Encodable {
    private let problem: String
    private let octets: [UInt8]
    private let sha256: [UInt8]

    /// How many bytes a table shows.
    private static let shown = 32

    /// The report of an entry.
    init(_ entry: Int, in library: ReviewLibrary) {
        problem = library.summary(of: entry)?.damage ?? "it is not a certificate"
        octets = library.octets(of: entry)
        sha256 = Digest.sha256(octets)
    }

    private enum CodingKeys: CodingKey {
        case problem, octets, sha256
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(problem, forKey: .problem)
        try container.encode(Hexadecimal.string(octets), forKey: .octets)
        try container.encode(Hexadecimal.string(sha256), forKey: .sha256)
    }

    /// As lines: the problem, the size, the first bytes, and the SHA-256 fingerprint.
    func text(title: String, columns: Int?) -> String {
        var text = PlainText(columns: columns)
        text.add(title)
        text.add("cannot be decoded: \(problem)", lead: "  ! ")
        let more = octets.count > Self.shown ? "..." : ""
        text.add("     ", "Bytes", "\(octets.count)")
        text.add("     ", "First bytes", "#\(Hexadecimal.string(octets.prefix(Self.shown)))\(more)")
        text.add("     ", "SHA-256 Fingerprint", Hexadecimal.string(sha256))
        return text.text
    }
}
