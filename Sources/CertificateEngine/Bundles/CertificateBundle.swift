public import CertificateModel
import Glibc

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
    private let text: [UInt8]
    private let places: [Place]

    /// The certificates of a file in PEM, DER, PKCS #7 or PKCS #12; the contents tell the format.
    ///
    /// The certificates of a PEM text are decoded lazily. Other formats are decoded at once; throws if that fails.
    public init(name: String, contents: UnsafeRawBufferPointer, passphrase: SecretBytes?) throws(ImportError) {
        self.name = name
        if let ranges = Self.certificateBlocks(of: contents) {
            text = Array(contents)
            places = ranges.map { .text($0) }
        } else if let der = Self.certificate(contents) {
            text = []
            places = [.octets(der)]
        } else {
            let file = ImportFile(name: name, contents: SecretBytes(copying: contents))
            text = []
            places = try ImportReader.read(file, passphrase: passphrase).certificates.map { .octets($0.der) }
        }
    }

    /// Certificates that are in DER already: a peer sent them, or a store holds them.
    public init(name: String, certificates: [[UInt8]]) {
        self.name = name
        text = []
        places = certificates.map { .octets($0) }
    }

    /// How many certificates there are.
    public var count: Int { places.count }

    /// The DER of a certificate; nil if its Base64 is invalid.
    public func der(at index: Int) -> [UInt8]? {
        switch places[index] {
        case .octets(let der): return der
        case .text(let range):
            return text.withUnsafeBytes { Base64.publicOctets(UnsafeRawBufferPointer(rebasing: $0[range])) }
        }
    }

    /// The DER of a certificate, or its PEM text if its Base64 is invalid.
    public func octets(at index: Int) -> [UInt8] {
        if let der = der(at: index) { return der }
        guard case .text(let range) = places[index] else { return [] }
        return Array(text[range])
    }

    /// What a list shows of a certificate.
    public func summary(at index: Int) -> CertificateSummary {
        guard let der = der(at: index) else {
            return CertificateSummary(
                subject: "", issuer: "", notBefore: nil, notAfter: nil, damage: "it is not valid Base64")
        }
        return CertificateReader.summary(der: der)
    }

    /// The one certificate that these bytes are, even if OpenSSL refuses to decode it.
    private static func certificate(_ contents: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let outer = DERElement(contents, at: 0), outer.tag == 0x30, outer.end == contents.count else {
            return nil
        }
        let der = Array(contents)
        return (try? CertificateReader.shown(der: der)) == nil ? nil : der
    }

    /// PEM labels of blocks that may hold certificates in another encoding.
    private static let others: Set = ["TRUSTED CERTIFICATE", "PKCS7", "PKCS #7 SIGNED DATA", "CMS", "PKCS12"]

    /// Where the Base64 of each certificate is. Nil if the text has no whole certificate, or has some in another
    /// encoding. Private keys, requests and CRLs are skipped. A certificate that is cut off is listed, so that its
    /// damage shows.
    private static func certificateBlocks(of text: UnsafeRawBufferPointer) -> [Range<Int>]? {
        guard let start = text.baseAddress else { return nil }
        var scanner = PEMScanner(text)
        var ranges: [Range<Int>] = []
        var isAnyWhole = false
        while let block = scanner.next() {
            if others.contains(block.label) { return nil }
            guard block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE" else { continue }
            guard let body = block.body.baseAddress, memchr(body, Int32(UInt8(ascii: ":")), block.body.count) == nil
            else { return nil }
            let offset = body - start
            ranges.append(offset..<offset + block.body.count)
            isAnyWhole = isAnyWhole || block.isClosed
        }
        return isAnyWhole ? ranges : nil
    }
}
