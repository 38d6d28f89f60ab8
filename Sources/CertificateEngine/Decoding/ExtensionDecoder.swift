import COpenSSL
import CertificateModel

/// Decodes the extensions of the table from a certificate or from a CSR.
struct ExtensionDecoder {
    /// STACK_OF(X509_EXTENSION), owned by the certificate or the request; nil if there are no extensions.
    private let extensions: OpaquePointer?
    private let owner: AnyObject

    init(certificate: CertificateObject) {
        extensions = X509_get0_extensions(certificate.pointer)
        owner = certificate
    }

    init(list: ExtensionStack) {
        extensions = list.pointer
        owner = list
    }

    func subjectAlternativeNames() throws(OpenSSLError) -> CertificateExtension<[GeneralName]>? {
        guard let found = try find(NID_subject_alt_name, "subject alternative names") else { return nil }
        let names = OpaquePointer(found.value)
        defer { GENERAL_NAMES_free(names) }
        return CertificateExtension(GeneralNameDecoder.decode(names), critical: found.isCritical)
    }

    func extendedKeyUsage() throws(OpenSSLError) -> CertificateExtension<[ExtendedKeyUsage]>? {
        guard let found = try find(NID_ext_key_usage, "extended key usage") else { return nil }
        let purposes = OpaquePointer(found.value)
        defer { EXTENDED_KEY_USAGE_free(purposes) }
        let usage = (0..<max(0, COpenSSL_purposes_count(purposes))).map {
            Self.purpose(COpenSSL_purposes_at(purposes, $0))
        }
        return CertificateExtension(usage, critical: found.isCritical)
    }

    func basicConstraints() throws(OpenSSLError) -> CertificateExtension<BasicConstraints>? {
        guard let found = try find(NID_basic_constraints, "basic constraints") else { return nil }
        let constraints = found.value.assumingMemoryBound(to: BASIC_CONSTRAINTS.self)
        defer { BASIC_CONSTRAINTS_free(constraints) }
        guard constraints.pointee.ca != 0 else {
            return CertificateExtension(.endEntity, critical: found.isCritical)
        }
        var length: Int?
        if let encoded = constraints.pointee.pathlen {
            var number: Int64 = 0
            guard ASN1_INTEGER_get_int64(&number, encoded) == 1, let small = Int(exactly: number) else {
                throw OpenSSLError("decode the path length limit")
            }
            length = small
        }
        return CertificateExtension(.authority(pathLength: length), critical: found.isCritical)
    }

    func keyUsage() throws(OpenSSLError) -> CertificateExtension<KeyUsage>? {
        guard let found = try find(NID_key_usage, "key usage") else { return nil }
        let bits = found.value.assumingMemoryBound(to: ASN1_BIT_STRING.self)
        defer { ASN1_BIT_STRING_free(bits) }
        var rawValue: UInt16 = 0
        for bit in 0..<Int32(UInt16.bitWidth) where ASN1_BIT_STRING_get_bit(bits, bit) == 1 {
            rawValue |= 1 << UInt16(bit)
        }
        return CertificateExtension(KeyUsage(rawValue: rawValue), critical: found.isCritical)
    }

    func subjectKeyIdentifier() throws(OpenSSLError) -> [UInt8]? {
        guard let found = try find(NID_subject_key_identifier, "subject key identifier") else { return nil }
        let identifier = found.value.assumingMemoryBound(to: ASN1_OCTET_STRING.self)
        defer { ASN1_OCTET_STRING_free(identifier) }
        return ASN1Strings.octets(identifier)
    }

    /// Nil if the extension is absent, or has no keyIdentifier and only the issuer's name and serial number.
    func authorityKeyIdentifier() throws(OpenSSLError) -> [UInt8]? {
        guard let found = try find(NID_authority_key_identifier, "authority key identifier") else { return nil }
        let identifier = found.value.assumingMemoryBound(to: AUTHORITY_KEYID.self)
        defer { AUTHORITY_KEYID_free(identifier) }
        return identifier.pointee.keyid.map { ASN1Strings.octets($0) }
    }

    /// The object identifiers of critical extensions that OpenSSL does not support (X509_supported_extension(3)).
    func unknownCritical() -> [String] {
        (0..<max(0, X509v3_get_ext_count(extensions))).compactMap { index in
            guard let found = X509v3_get_ext(extensions, index), X509_EXTENSION_get_critical(found) == 1,
                X509_supported_extension(found) == 0
            else { return nil }
            return ObjectIdentifier.dotted(X509_EXTENSION_get_object(found))
        }
    }

    /// The decoded extension and whether it is critical; nil if it is absent. The caller frees the value.
    private func find(
        _ type: Int32, _ what: String
    ) throws(OpenSSLError) -> (value: UnsafeMutableRawPointer, isCritical: Bool)? {
        var critical: Int32 = -1
        if let value = X509V3_get_d2i(extensions, type, &critical, nil) { return (value, critical == 1) }
        switch critical {
        case -1: return nil
        case -2: throw OpenSSLError("decode the \(what)", reasons: ["the extension occurs twice"])
        default: throw OpenSSLError("decode the \(what)")
        }
    }

    private static func purpose(_ object: OpaquePointer?) -> ExtendedKeyUsage {
        switch OBJ_obj2nid(object) {
        case NID_server_auth: .serverAuthentication
        case NID_client_auth: .clientAuthentication
        default: .other(ObjectIdentifier.dotted(object))
        }
    }
}
