public import CertificateModel

/// The certificates of one source, decoded lazily: opening a source only finds where each certificate is.
public final class CertificateBundle: Sendable {
    /// Where a certificate is.
    private enum Place {
        /// The Base64 of a PEM block, in the text.
        case text(Range<Int>)
        /// Decoded already.
        case octets([UInt8])
    }

    /// What the operator called the source.
    public let name: String
    private let text: TextPieces
    private let places: [Place]
    private let leftOut: [String]

    /// The certificates of a file in PEM, DER, PKCS #7 or PKCS #12; the contents tell the format.
    ///
    /// The certificates of a PEM text are decoded lazily. Other formats are decoded at once; throws if that fails.
    public init(name: String, contents: UnsafeRawBufferPointer, passphrase: SecretBytes?) throws(ImportError) {
        self.name = name
        if let found = Self.lazily(contents) {
            leftOut = Self.remarks(on: found.keys, in: name)
            // A folder has thousands of files with one, whose DER is shorter than its text.
            let alone: (der: [UInt8]?, surplus: Int) =
                found.ranges.count == 1 ? found.text.withUnsafeBytes(Self.octets) : (nil, 0)
            if let der = alone.der, alone.surplus == 0 {
                text = TextPieces([])
                places = [.octets(der)]
            } else {
                text = TextPieces(found.text)
                places = found.ranges.map { .text($0) }
            }
        } else if let der = Self.certificate(contents) {
            text = TextPieces([])
            places = [.octets(der)]
            leftOut = []
        } else {
            let file = ImportFile(name: name, contents: SecretBytes(copying: contents))
            let objects = try ImportReader.read(file, passphrase: passphrase, wantsKeys: false)
            text = TextPieces([])
            places = objects.certificates.map { .octets($0.der) }
            leftOut = objects.remarks
        }
    }

    /// The certificates of a large PEM text, which is read in pieces: now, and again when a certificate is asked for. Nil if
    /// all of it has to be in memory at once: it is of another format, or has no whole certificate.
    public init?(name: String, pieces: TextPieces) {
        guard let found = CertificateBlocks.found(in: pieces) else { return nil }
        self.name = name
        text = pieces
        places = found.ranges.map { .text($0) }
        leftOut = Self.remarks(on: found.keys, in: name)
    }

    /// Certificates that are in DER already: a peer sent them, or a store holds them.
    public init(name: String, certificates: [[UInt8]]) {
        self.name = name
        text = TextPieces([])
        places = certificates.map { .octets($0) }
        leftOut = []
    }

    /// How many certificates there are.
    public var count: Int { places.count }

    /// The DER of a certificate; nil if its Base64 is invalid.
    public func der(at index: Int) -> [UInt8]? {
        switch places[index] {
        case .octets(let der): return der
        case .text(let range): return text.lend(range) { Self.octets($0).der }
        }
    }

    /// The certificate in a text of Base64, and how many octets behind it are left out: a key is never part of it.
    private static func octets(_ text: UnsafeRawBufferPointer) -> (der: [UInt8]?, surplus: Int) {
        guard let octets = Base64.publicOctets(text) else { return (nil, 0) }
        let end = octets.withUnsafeBytes { bytes -> Int in
            guard DERShape(of: bytes) == .signed, let end = try? DERHeader.end(of: bytes), end < bytes.count else {
                return bytes.count
            }
            let rest = DERShape(of: UnsafeRawBufferPointer(rebasing: bytes[end...]))
            return rest == .other || rest.isPrivateKey ? end : bytes.count
        }
        return end == octets.count ? (octets, 0) : (Array(octets[..<end]), octets.count - end)
    }

    /// How many octets behind a certificate are left out.
    private static func surplus(_ text: UnsafeRawBufferPointer) -> Int {
        // Most texts are told by their first digits and their length.
        let head = Base64.head(text).withUnsafeBytes { try? DERHeader($0) }
        guard let end = head?.end, let count = Base64.count(of: text), count > end else { return 0 }
        return octets(text).surplus
    }

    /// The most sentences about what is left out of one source.
    private static let mostLeftOut = 5

    /// Sentences for the operator about what is left out of the source.
    public var remarks: [String] {
        var own: [String] = []
        for index in places.indices {
            guard let sentence = remark(at: index) else { continue }
            guard own.count < Self.mostLeftOut else {
                return leftOut + own + ["left out bytes of more certificates in \(VisibleText.quoted(name))"]
            }
            own.append(sentence)
        }
        return leftOut + own
    }

    /// The same of what is read together with one certificate.
    public func remarks(at index: Int) -> [String] { leftOut + [remark(at: index)].compactMap(\.self) }

    private func remark(at index: Int) -> String? {
        guard case .text(let range) = places[index] else { return nil }
        let count = text.lend(range, Self.surplus)
        guard count > 0 else { return nil }
        let certificate = "certificate \"\(index + 1)\" in \(VisibleText.quoted(name))"
        return count == 1
            ? "left out the last byte of \(certificate): it follows the end of the DER"
            : "left out the last \(count) bytes of \(certificate): they follow the end of the DER"
    }

    /// What is shown of a certificate that cannot be decoded: its octets, where its Base64 is invalid those before that, and none
    /// if a private key is among them.
    public func octets(at index: Int) -> [UInt8] {
        let octets = decodable(at: index)
        return Self.holdKey(octets) ? [] : octets
    }

    private func decodable(at index: Int) -> [UInt8] {
        if let der = der(at: index) { return der }
        guard case .text(let range) = places[index] else { return [] }
        return text.lend(range) { Base64.beginning($0) }
    }

    /// Whether a private key begins anywhere in octets that are no certificate.
    private static func holdKey(_ octets: [UInt8]) -> Bool {
        octets.withUnsafeBytes { bytes in
            bytes.indices.contains { start in
                guard bytes[start] == DERTag.sequence, let value = try? DERHeader(bytes, at: start) else {
                    return false
                }
                // The version of a key is one octet, 0 or 1; the first number of a signature is longer.
                let version = bytes[value.start...].prefix(3)
                guard version.starts(with: [0x02, 0x01]), version.last == 0 || version.last == 1 else { return false }
                return DERShape(of: UnsafeRawBufferPointer(rebasing: bytes[start...])).isPrivateKey
            }
        }
    }

    /// What a list shows of a certificate.
    public func summary(at index: Int) -> CertificateSummary {
        let summary = der(at: index).map(CertificateReader.summary)
        if let summary, summary.damage == nil { return summary }
        let holdsKey = Self.holdKey(decodable(at: index))
        return CertificateSummary(
            subject: "", issuer: "", notBefore: nil, notAfter: nil,
            damage: holdsKey
                ? "it holds a private key, which is not shown" : summary?.damage ?? "it is not valid Base64")
    }

    /// The one certificate that these bytes are, even if OpenSSL refuses to decode it.
    private static func certificate(_ contents: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let outer = try? DERHeader(contents), outer.tag == DERTag.sequence, outer.end == contents.count,
            !DERShape(of: contents).isPrivateKey
        else { return nil }
        let der = Array(contents)
        return (try? Certificate(der: der)) == nil ? nil : der
    }

    /// The Base64 of certificates and nothing else of a text, where that of each is in it, and the labels of the blocks that
    /// hold a key instead.
    private typealias Blocks = (text: [UInt8], ranges: [Range<Int>], keys: [String])

    /// The certificates of a text. Nil for everything else.
    private static func lazily(_ contents: UnsafeRawBufferPointer) -> Blocks? {
        guard DERShape(of: contents) == .other else { return nil }
        guard let plain = ASCIIText.plain(contents) else { return blocks(of: contents) }
        return plain.withUnsafeBytes(blocks)
    }

    private static func blocks(of text: UnsafeRawBufferPointer) -> Blocks? {
        guard let found = CertificateBlocks.found(in: text) else { return nil }
        var kept: Blocks = ([], [], found.keys)
        for range in found.ranges {
            let start = kept.text.count
            kept.text += text[range]
            kept.ranges.append(start..<kept.text.count)
        }
        return kept
    }

    private static func remarks(on keys: [String], in name: String) -> [String] {
        keys.map { "left out the block \($0) in \(VisibleText.quoted(name)): it holds a key" }
    }
}
