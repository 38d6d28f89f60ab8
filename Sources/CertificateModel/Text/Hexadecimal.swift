/// Octets as lower-case hexadecimal digits, two for each octet.
public enum Hexadecimal {
    /// The digits of `octets`, without separators.
    public static func string(_ octets: some Sequence<UInt8>) -> String {
        var result = ""
        for octet in octets {
            result.append(digits[Int(octet >> 4)])
            result.append(digits[Int(octet & 15)])
        }
        return result
    }

    private static let digits = Array("0123456789abcdef")
}
