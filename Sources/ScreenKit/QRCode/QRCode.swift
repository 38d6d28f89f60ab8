/// Text as a QR code: a square of dark and light modules (ISO/IEC 18004:2015), in byte mode and of version 1 to 6.
///
/// That is enough for the address of a page, and such a code fits a terminal of 80 columns and 24 rows.
public struct QRCode: Hashable, Sendable {
    /// How much of a code may be unreadable: about 7 % or about 15 %. The raw value is the one of the format information.
    public enum Level: Int, Sendable {
        case low = 1
        case medium = 0
    }

    /// The version, 1 to 6, which gives the size.
    public let version: Int
    /// Medium where the smallest version holds the text at that level, else low.
    public let level: Level
    /// The pattern that is laid over the data, 0 to 7: the one with the fewest places that are hard to read.
    public let mask: Int
    /// The modules, row after row; true is dark. There is no quiet zone around them.
    public let modules: [[Bool]]

    /// How many modules a side has: 21 to 41.
    public var side: Int { modules.count }

    /// How many light modules must be around a code (section 5.3.8).
    public static let quietZone = 4

    /// The code of a text in UTF-8; nil where that has more than 134 bytes.
    public init?(_ text: String) {
        let octets = Array(text.utf8)
        let fitting = (1...6).lazy.flatMap { version in [Level.medium, .low].map { (version, $0) } }
            .first { QRCodewords.dataCount($0.0, $0.1) >= octets.count + 2 }
        guard let (version, level) = fitting else { return nil }
        let codewords = QRCodewords(octets, version, level).all
        let empty = QRMatrix(version: version)
        let masked = (0..<8).map { mask in empty.filled(with: codewords, level, mask: mask) }
        let penalties = masked.map(\.penalty)
        let best = penalties.indices.min { penalties[$0] < penalties[$1] } ?? 0
        (self.version, self.level, mask, modules) = (version, level, best, masked[best].modules)
    }
}
