import COpenSSL
import CertificateModel

/// Decodes the names of a SAN extension, including invalid ones.
enum GeneralNameDecoder {
    static func decode(_ names: OpaquePointer) -> [GeneralName] {
        (0..<max(0, COpenSSL_names_count(names))).compactMap { COpenSSL_names_at(names, $0) }.map(decode)
    }

    private static func decode(_ name: UnsafeMutablePointer<GENERAL_NAME>) -> GeneralName {
        var kind: Int32 = -1
        let value = GENERAL_NAME_get0_value(name, &kind)
        switch kind {
        case GEN_DNS: return text(value).map { .dns($0) } ?? .other(kind: "DNS", text: digits(value))
        case GEN_URI: return text(value).map { .uri($0) } ?? .other(kind: "URI", text: digits(value))
        case GEN_EMAIL: return .other(kind: "email", text: text(value) ?? digits(value))
        case GEN_IPADD:
            return IPAddress(octets: octets(value)).map { .ip($0) } ?? .other(kind: "IP", text: digits(value))
        case GEN_DIRNAME:
            return .other(kind: "directory", text: NameDecoder.decode(value.map { OpaquePointer($0) }).description)
        case GEN_RID:
            return .other(kind: "registered", text: ObjectIdentifier.dotted(value.map { OpaquePointer($0) }))
        case GEN_OTHERNAME: return .other(kind: "other name \(otherType(value))", text: der(name))
        case GEN_EDIPARTY: return .other(kind: "EDI party", text: der(name))
        case GEN_X400: return .other(kind: "X.400", text: der(name))
        default: return .other(kind: "unknown", text: der(name))
        }
    }

    private static func octets(_ value: UnsafeMutableRawPointer?) -> [UInt8] {
        ASN1Strings.octets(value?.assumingMemoryBound(to: ASN1_STRING.self))
    }

    /// An IA5String is ASCII. Other octets are decoded as UTF-8; nil if they are invalid.
    private static func text(_ value: UnsafeMutableRawPointer?) -> String? {
        String(validating: octets(value), as: UTF8.self)
    }

    private static func digits(_ value: UnsafeMutableRawPointer?) -> String { "#\(Hexadecimal.string(octets(value)))" }

    private static func otherType(_ value: UnsafeMutableRawPointer?) -> String {
        ObjectIdentifier.dotted(value?.assumingMemoryBound(to: OTHERNAME.self).pointee.type_id)
    }

    private static func der(_ name: UnsafeMutablePointer<GENERAL_NAME>) -> String {
        let octets = try? DER.encoded("encode a name") { i2d_GENERAL_NAME(name, $0) }
        return "#\(Hexadecimal.string(octets ?? []))"
    }
}
