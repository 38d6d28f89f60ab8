import COpenSSL
import CertificateModel

/// Decodes distinguished names, whatever they hold.
enum NameDecoder {
    /// The attributes of a name in the order of their encoding.
    static func decode(_ name: OpaquePointer?) -> DistinguishedName {
        var attributes: [DistinguishedName.Attribute] = []
        for index in 0..<max(0, X509_NAME_entry_count(name)) {
            guard let entry = X509_NAME_get_entry(name, index) else { continue }
            let data = X509_NAME_ENTRY_get_data(entry)
            attributes.append(.init(type(of: X509_NAME_ENTRY_get_object(entry)), value(of: data)))
        }
        return DistinguishedName(attributes)
    }

    /// A value that is no text is shown as RFC 4514 section 2.4 says: `#` and the digits of its octets.
    private static func value(of data: UnsafePointer<ASN1_STRING>?) -> String {
        ASN1Strings.text(data) ?? "#\(Hexadecimal.string(ASN1Strings.octets(data)))"
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
