import COpenSSL
import CertificateModel

/// Encodes distinguished names: each attribute is an RDN of its own, in order.
enum NameEncoder {
    static func encode(_ name: DistinguishedName) throws(OpenSSLError) -> Owned<OpaquePointer> {
        let encoded = try Owned(X509_NAME_new(), "allocate a distinguished name", free: X509_NAME_free)
        for attribute in name.attributes {
            let operation = "encode the attribute \(attribute.type.shortName)"
            let type = try Owned(object(of: attribute.type), operation, free: ASN1_OBJECT_free)
            let value = Array(attribute.value.utf8)
            guard let count = Int32(exactly: value.count) else {
                throw OpenSSLError(operation, reasons: ["too long"])
            }
            // An explicit string type. Otherwise OpenSSL would choose one by the characters.
            try check(
                X509_NAME_add_entry_by_OBJ(
                    encoded.pointer, type.pointer, stringType(of: attribute.type), value, count, -1, 0), operation)
        }
        return encoded
    }

    /// RFC 5280 appendix A.1: a country is a PrintableString, an email address an IA5String. Section 4.1.2.4 wants
    /// UTF8String for the others.
    private static func stringType(of type: AttributeType) -> Int32 {
        switch type {
        case .country: V_ASN1_PRINTABLESTRING
        case .emailAddress: V_ASN1_IA5STRING
        default: V_ASN1_UTF8STRING
        }
    }

    private static func object(of type: AttributeType) -> OpaquePointer? {
        switch type {
        case .country: OBJ_dup(OBJ_nid2obj(NID_countryName))
        case .state: OBJ_dup(OBJ_nid2obj(NID_stateOrProvinceName))
        case .locality: OBJ_dup(OBJ_nid2obj(NID_localityName))
        case .organization: OBJ_dup(OBJ_nid2obj(NID_organizationName))
        case .organizationalUnit: OBJ_dup(OBJ_nid2obj(NID_organizationalUnitName))
        case .commonName: OBJ_dup(OBJ_nid2obj(NID_commonName))
        case .emailAddress: OBJ_dup(OBJ_nid2obj(NID_pkcs9_emailAddress))
        case .other(let identifier): OBJ_txt2obj(identifier, 1)
        }
    }
}
