import COpenSSL

/// The extensions that only OpenSSL decodes, such as the IP address blocks of RFC 3779.
enum LibraryExtension {
    /// The longest text that is shown, in bytes.
    private static let most = 65_536

    /// OpenSSL's text for an extension (X509V3_EXT_print(3)). Nil if OpenSSL does not know the extension. Throws if
    /// OpenSSL knows it and cannot decode it.
    static func lines(of one: RawExtension) throws(DERFault) -> [String]? {
        defer { ERR_clear_error() }
        guard one.value.count < most, let bio = try? MemoryBIO(), let made = try? made(of: one),
            X509V3_EXT_get(made.pointer) != nil
        else { return nil }
        _ = try one.decoded()
        guard X509V3_EXT_print(bio.pointer, made.pointer, UInt(X509V3_EXT_DEFAULT), 0) == 1 else {
            throw DERFault("\"OpenSSL\" cannot decode it either")
        }
        let lines = bio.withUnsafeBytes { bytes in
            bytes.prefix(most).split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        return lines.isEmpty ? nil : lines
    }

    /// OpenSSL's long name, or the dotted form if OpenSSL has no name.
    static func name(of one: RawExtension) -> String {
        defer { ERR_clear_error() }
        let number = OBJ_txt2nid(one.identifier)
        guard number != NID_undef, let name = OBJ_nid2ln(number) else { return one.identifier }
        return String(cString: name)
    }

    private static func made(of one: RawExtension) throws(OpenSSLError) -> Owned<OpaquePointer> {
        let object = try Owned(OBJ_txt2obj(one.identifier, 1), "name an extension", free: ASN1_OBJECT_free)
        let value = try ASN1Strings.make(V_ASN1_OCTET_STRING, Array(one.value), "copy an extension")
        return try Owned(
            X509_EXTENSION_create_by_OBJ(nil, object.pointer, one.isCritical ? 1 : 0, value.pointer),
            "make an extension", free: X509_EXTENSION_free)
    }
}
