import CertificateModel

/// Decodes the character strings of X.680 according to their type.
enum DERText {
    /// The text; nil if the value is not text, or is not valid for its type. The remark says how it was decoded, if
    /// that is not obvious.
    static func read(_ value: DERValue) -> (text: String?, remark: String?) {
        switch value.tag {
        case DERTag.utf8String:
            guard let text = String(validating: value.bytes, as: UTF8.self) else {
                return (nil, "a UTF8String that is not UTF-8, shown as bytes")
            }
            return (text, nil)
        case 0x12: return oneOctet(value, "NumericString")
        case 0x13: return oneOctet(value, "PrintableString")
        case 0x14: return (latin(value), "a T61String, read as Latin-1")
        case 0x16: return oneOctet(value, "IA5String")
        case DERTag.utcTime: return oneOctet(value, "UTCTime")
        case DERTag.generalizedTime: return oneOctet(value, "GeneralizedTime")
        case 0x1a: return oneOctet(value, "VisibleString")
        case 0x1c: return wide(value, 4, "UniversalString")
        case 0x1e: return wide(value, 2, "BMPString")
        default: return (nil, "not text: a value with the tag \(Hexadecimal.string([value.tag])), shown as bytes")
        }
    }

    /// The text of a type that must be ASCII. Other octets are decoded as Latin-1, as OpenSSL does.
    private static func oneOctet(_ value: DERValue, _ type: String) -> (String?, String?) {
        let octets = value.bytes
        if octets.allSatisfy({ $0 < 0x80 }) { return (String(decoding: octets, as: UTF8.self), nil) }
        return (latin(value), "\(type.hasPrefix("I") ? "an" : "a") \(type) with bytes beyond ASCII, read as Latin-1")
    }

    private static func latin(_ value: DERValue) -> String {
        let octets = value.bytes
        if octets.allSatisfy({ $0 < 0x80 }) { return String(decoding: octets, as: UTF8.self) }
        return octets.reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar($1)) }
    }

    private static func wide(_ value: DERValue, _ width: Int, _ type: String) -> (String?, String?) {
        let octets = value.bytes
        guard octets.count.isMultiple(of: width) else {
            return (nil, "a \(type) of \(octets.count) bytes, not a multiple of \(width), shown as bytes")
        }
        var text = ""
        var number: UInt32 = 0
        for (index, octet) in octets.enumerated() {
            number = number << 8 | UInt32(octet)
            guard index % width == width - 1 else { continue }
            guard let scalar = Unicode.Scalar(number) else {
                return (nil, "a \(type) with an invalid character, shown as bytes")
            }
            text.unicodeScalars.append(scalar)
            number = 0
        }
        return (text, nil)
    }
}
