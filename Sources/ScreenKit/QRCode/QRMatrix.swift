/// The square of a QR code while it is drawn: the patterns that every code has, and the modules that are left for data.
struct QRMatrix {
    /// True is dark.
    private(set) var modules: [[Bool]]
    /// Which modules no data go into.
    private var isTaken: [[Bool]]

    private var side: Int { modules.count }

    /// The patterns of a version alone (ISO/IEC 18004 section 6.3).
    init(version: Int) {
        let side = 17 + 4 * version
        modules = Array(repeating: Array(repeating: false, count: side), count: side)
        isTaken = modules
        for index in 0..<side {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, side - 4), (side - 4, 3)] {
            ring(row, column, 4) { $0 != 2 && $0 != 4 }
        }
        if version > 1 { ring(side - 7, side - 7, 2) { $0 != 1 } }
        // The places of the format information.
        drawFormat(0)
    }

    /// A square pattern around a centre; whether a module is dark depends on its distance.
    private mutating func ring(_ row: Int, _ column: Int, _ reach: Int, isDark: (Int) -> Bool) {
        for down in -reach...reach {
            for right in -reach...reach where modules.indices.contains(row + down) {
                guard modules.indices.contains(column + right) else { continue }
                set(row + down, column + right, isDark(max(abs(down), abs(right))))
            }
        }
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        modules[row][column] = isDark
        isTaken[row][column] = true
    }

    /// Level and mask, twice, with a BCH code (section 7.9), and the module that is always dark.
    private mutating func drawFormat(_ format: Int) {
        var remainder = format
        for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
        let bits = (format << 10 | remainder) ^ 0x5412
        for index in 0..<15 {
            let isDark = bits >> index & 1 == 1
            // Down the column beside the upper left pattern and back along the row under it, over the timing patterns.
            switch index {
            case 0...5: set(index, 8, isDark)
            case 6, 7: set(index + 1, 8, isDark)
            case 8: set(8, 7, isDark)
            default: set(8, 14 - index, isDark)
            }
            if index < 8 { set(8, side - 1 - index, isDark) } else { set(side - 15 + index, 8, isDark) }
        }
        set(side - 8, 8, true)
    }

    /// The whole code: these codewords in pairs of columns, up and down from the right (section 7.7.3), under a mask.
    func filled(with codewords: [UInt8], _ level: QRCode.Level, mask: Int) -> QRMatrix {
        var filled = self
        var index = 0
        var isUpward = true
        for right in stride(from: side - 1, through: 1, by: -2) {
            // The vertical timing pattern is no part of a pair.
            let right = right <= 6 ? right - 1 : right
            for step in 0..<side {
                let row = isUpward ? side - 1 - step : step
                for column in [right, right - 1] where !isTaken[row][column] {
                    let octet = index / 8 < codewords.count ? codewords[index / 8] : 0
                    let isDark = octet >> UInt8(7 - index % 8) & 1 == 1
                    filled.modules[row][column] = isDark != Self.isFlipped(row, column, by: mask)
                    index += 1
                }
            }
            isUpward.toggle()
        }
        filled.drawFormat(level.rawValue << 3 | mask)
        return filled
    }

    /// The masks (table 10).
    private static func isFlipped(_ row: Int, _ column: Int, by mask: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }

    /// How hard the code is to read (section 7.8.3): runs of one colour, squares of one colour, what looks like the pattern of
    /// a corner, and one colour being more than the other.
    var penalty: Int {
        let columns = modules.indices.map { column in modules.map { $0[column] } }
        var sum = (modules + columns).reduce(0) { $0 + Self.penalty(ofLine: $1) }
        for (above, below) in zip(modules, modules.dropFirst()) {
            for column in 1..<side {
                let square = [above[column - 1], above[column], below[column - 1], below[column]]
                if Set(square).count == 1 { sum += 3 }
            }
        }
        let dark = modules.reduce(0) { $0 + $1.count(where: \.self) }
        return sum + 10 * (abs(dark * 20 - side * side * 10) / (side * side))
    }

    private static let corner = [true, false, true, true, true, false, true]
    private static let light = [false, false, false, false]

    private static func penalty(ofLine line: [Bool]) -> Int {
        var (sum, run) = (0, 0)
        for (index, module) in line.enumerated() {
            run = index > 0 && line[index - 1] == module ? run + 1 : 1
            if run >= 5 { sum += run == 5 ? 3 : 1 }
        }
        for pattern in [corner + light, light + corner] {
            for start in 0...(line.count - pattern.count) where line[start..<start + pattern.count] == pattern[...] {
                sum += 40
            }
        }
        return sum
    }
}
