import COpenSSL
import CertificateModel

/// Decodes distinguished names, including invalid ones.
enum NameDecoder {
    /// The attributes of a name, in encoded order.
    static func decode(_ name: OpaquePointer?) -> DistinguishedName {
        var attributes: [DistinguishedName.Attribute] = []
        var lastSet: Int32 = -1
        for index in 0..<max(0, X509_NAME_entry_count(name)) {
            guard let entry = X509_NAME_get_entry(name, index) else { continue }
            let data = X509_NAME_ENTRY_get_data(entry)
            let type = type(of: X509_NAME_ENTRY_get_object(entry))
            let set = X509_NAME_ENTRY_set(entry)
            let text = ASN1Strings.text(data)
            attributes.append(.init(type, text ?? octets(of: data), octets: text == nil, joined: set == lastSet))
            lastSet = set
        }
        return DistinguishedName(attributes)
    }

    /// A value that is not text, as in RFC 4514 section 2.4: `#` and the hexadecimal digits of its DER.
    private static func octets(of data: UnsafePointer<ASN1_STRING>?) -> String {
        let value = ASN1_TYPE_new()
        defer { ASN1_TYPE_free(value) }
        guard let value, let data, ASN1_TYPE_set1(value, ASN1_STRING_type(data), data) == 1,
            let der = try? DER.encoded("encode a value", { i2d_ASN1_TYPE(value, $0) })
        else { return "#\(Hexadecimal.string(ASN1Strings.octets(data)))" }
        return "#\(Hexadecimal.string(der))"
    }

    private static func type(of object: OpaquePointer?) -> AttributeType {
        switch OBJ_obj2nid(object) {
        case NID_countryName: .country
        case NID_stateOrProvinceName: .state
        case NID_localityName: .locality
        case NID_organizationName: .organization
        case NID_organizationalUnitName: .organizationalUnit
        case NID_commonName: .commonName
        case NID_pkcs9_emailAddress: .emailAddress
        default: .other(ObjectIdentifier.dotted(object))
        }
    }
}
