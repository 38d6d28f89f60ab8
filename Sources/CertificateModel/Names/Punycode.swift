/// Punycode (RFC 3492): Unicode code points written with letters, digits and hyphens.
enum Punycode {
    /// The encoding of one label, without the `xn--` in front. A label is short, so nothing here can overflow.
    static func encode(_ scalars: [Unicode.Scalar]) -> String {
        var output = scalars.filter(\.isASCII).map { Character($0) }
        let basicCount = output.count
        if basicCount > 0 { output.append("-") }
        var n: UInt64 = 128
        var delta: UInt64 = 0
        var bias: UInt64 = 72
        var handled = basicCount
        while handled < scalars.count {
            guard let next = scalars.lazy.map({ UInt64($0.value) }).filter({ $0 >= n }).min() else { break }
            delta &+= (next - n) &* UInt64(handled + 1)
            n = next
            for scalar in scalars {
                let value = UInt64(scalar.value)
                if value < n { delta &+= 1 }
                guard value == n else { continue }
                append(delta, bias: bias, to: &output)
                bias = adapted(delta, points: UInt64(handled + 1), first: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta &+= 1
            n += 1
        }
        return String(output)
    }

    private static func append(_ delta: UInt64, bias: UInt64, to output: inout [Character]) {
        var q = delta
        var k: UInt64 = 36
        while true {
            let threshold = k <= bias ? 1 : (k >= bias + 26 ? 26 : k - bias)
            if q < threshold { break }
            output.append(digit(threshold + (q - threshold) % (36 - threshold)))
            q = (q - threshold) / (36 - threshold)
            k += 36
        }
        output.append(digit(q))
    }

    private static func digit(_ value: UInt64) -> Character {
        Character(Unicode.Scalar(UInt8(truncatingIfNeeded: value < 26 ? value + 97 : value - 26 + 48)))
    }

    private static func adapted(_ delta: UInt64, points: UInt64, first: Bool) -> UInt64 {
        var delta = first ? delta / 700 : delta / 2
        delta += delta / points
        var k: UInt64 = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }
}
