import CertificateModel
import Glibc

/// Where the Base64 of each certificate of a PEM text is. Private keys, whatever their label, requests and CRLs are skipped. A
/// certificate that is cut off is listed, so that its damage shows.
struct CertificateBlocks {
    /// The Base64 of each certificate.
    private(set) var ranges: [Range<Int>] = []
    /// The labels of the blocks that hold a private key in the place of a certificate, quoted.
    private(set) var keys: [String] = []
    private var isAnyWhole = false

    /// Nil if the text has no whole certificate, or has some in another encoding.
    static func found(in text: UnsafeRawBufferPointer) -> CertificateBlocks? {
        var blocks = CertificateBlocks()
        return blocks.add(text, at: 0) && blocks.isAnyWhole ? blocks : nil
    }

    /// How much of a text is read at once, if the blocks in it are not longer.
    private static let piece = 1 << 20
    /// The longest piece: no certificate is as long.
    private static let longestPiece = 16 << 20

    /// The same of a text that is not in memory as a whole. Nil also if it has to be, in order to be understood.
    static func found(in text: TextPieces, piece: Int = Self.piece) -> CertificateBlocks? {
        var blocks = CertificateBlocks()
        var (start, length) = (0, piece)
        while start < text.count {
            let end = min(start + length, text.count)
            let next = text.lend(start..<end) { octets -> Int? in
                guard octets.count == end - start else { return nil }
                guard start > 0 || DERShape(of: octets) == .other, ASCIIText.isPlain(octets) else { return nil }
                let (known, next) = end < text.count ? PEMScanner.known(of: octets) : (octets.count, octets.count)
                guard next > 0 else { return 0 }
                return blocks.add(UnsafeRawBufferPointer(rebasing: octets[..<known]), at: start) ? next : nil
            }
            guard let next else { return nil }
            start += next
            length = next > 0 ? piece : 2 * length
            guard length <= longestPiece else { return nil }
        }
        return blocks.isAnyWhole ? blocks : nil
    }

    /// PEM labels of blocks that may hold certificates in another encoding.
    private static let others: Set = ["TRUSTED CERTIFICATE", "PKCS7", "PKCS #7 SIGNED DATA", "CMS", "PKCS12"]

    /// Adds the blocks of a text, or of a piece that is at this offset; false if it has some in another encoding.
    private mutating func add(_ text: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        guard let start = text.baseAddress else { return true }
        var scanner = PEMScanner(text)
        while let block = scanner.next() {
            if Self.others.contains(block.label) { return false }
            guard block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE" else { continue }
            guard let body = block.body.baseAddress, memchr(body, Int32(UInt8(ascii: ":")), block.body.count) == nil
            else { return false }
            switch Base64.head(block.body).withUnsafeBytes({ (DERShape(of: $0), DERShape.beginsAsKey($0)) }) {
            // Windows writes the label of a certificate around PKCS #7 and PFX too.
            case (.message, _), (.pfx, _): return false
            case (_, true): keys.append(VisibleText.quoted(block.label))
            default:
                let place = offset + (body - start)
                ranges.append(place..<place + block.body.count)
                isAnyWhole = isAnyWhole || block.isClosed
            }
        }
        return true
    }
}
