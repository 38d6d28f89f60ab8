/// The codewords of a QR code in their final order: the data, and after them what corrects errors (ISO/IEC 18004 section 7).
struct QRCodewords {
    /// Data and correction, interleaved block by block.
    let all: [UInt8]

    /// Codewords in a code of each version (table 1).
    private static let counts = [26, 44, 70, 100, 134, 172]
    /// Blocks, and correcting codewords of each, by version (table 9). All blocks of a version are of one length.
    private static let blocks: [QRCode.Level: [(count: Int, correction: Int)]] = [
        .low: [(1, 7), (1, 10), (1, 15), (1, 20), (1, 26), (2, 18)],
        .medium: [(1, 10), (1, 16), (1, 26), (2, 18), (2, 24), (4, 16)],
    ]

    private static func split(_ version: Int, _ level: QRCode.Level) -> (count: Int, correction: Int) {
        blocks[level]?[version - 1] ?? (1, counts[version - 1])
    }

    /// How many codewords hold data. Two of them are taken by the mode, the length and the terminator.
    static func dataCount(_ version: Int, _ level: QRCode.Level) -> Int {
        let blocks = split(version, level)
        return counts[version - 1] - blocks.count * blocks.correction
    }

    /// The codewords for these octets, of which there are at most two fewer than `dataCount`.
    init(_ octets: [UInt8], _ version: Int, _ level: QRCode.Level) {
        // The mode of bytes, 0100, and a length of 8 bits move everything by half an octet.
        var data: [UInt8] = []
        var rest: UInt8 = 0b0100
        for octet in [UInt8(octets.count)] + octets {
            data.append(rest << 4 | octet >> 4)
            rest = octet & 0xF
        }
        data.append(rest << 4)
        let count = Self.dataCount(version, level)
        for pad in 0..<max(count - data.count, 0) { data.append(pad % 2 == 0 ? 0xEC : 0x11) }
        let blocks = Self.split(version, level)
        let length = count / blocks.count
        let parts = (0..<blocks.count).map { Array(data[$0 * length..<($0 + 1) * length]) }
        let corrections = parts.map { ReedSolomon.remainder(of: $0, count: blocks.correction) }
        all =
            (0..<length).flatMap { index in parts.map { $0[index] } }
            + (0..<blocks.correction).flatMap { index in corrections.map { $0[index] } }
    }
}

/// The Reed-Solomon code of QR codes, over the field of 256 elements with the polynomial x^8 + x^4 + x^3 + x^2 + 1.
private enum ReedSolomon {
    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (sum, left, right) = (UInt8(0), left, right)
        while right != 0 {
            if right & 1 == 1 { sum ^= left }
            left = left << 1 ^ (left & 0x80 == 0 ? 0 : 0x1D)
            right >>= 1
        }
        return sum
    }

    /// The remainder of a block by the polynomial whose zeros are the first `count` powers of 2.
    static func remainder(of block: [UInt8], count: Int) -> [UInt8] {
        var divisor = [UInt8](repeating: 0, count: count - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            for index in 0..<count {
                divisor[index] = product(divisor[index], root) ^ (index + 1 < count ? divisor[index + 1] : 0)
            }
            root = product(root, 2)
        }
        var remainder = [UInt8](repeating: 0, count: count)
        for octet in block {
            let factor = octet ^ remainder.removeFirst()
            remainder.append(0)
            for index in 0..<count { remainder[index] ^= product(divisor[index], factor) }
        }
        return remainder
    }
}
