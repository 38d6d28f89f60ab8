import COpenSSL
import CertificateModel

/// Encodes the extensions of a certificate or a CSR, in the order in which they are added.
struct ExtensionEncoder {
    let extensions: ExtensionStack

    /// Subject Alternative Name (RFC 5280 section 4.2.1.6).
    func add(_ names: CertificateExtension<[GeneralName]>) throws(OpenSSLError) {
        let encoded = try GeneralNameEncoder.encode(names.value)
        try extensions.add(NID_subject_alt_name, UnsafeMutableRawPointer(encoded.pointer), critical: names.isCritical)
    }

    /// Extended Key Usage (RFC 5280 section 4.2.1.12).
    func add(_ usage: CertificateExtension<[ExtendedKeyUsage]>) throws(OpenSSLError) {
        let encoded = try Owned(
            COpenSSL_purposes_new(), "allocate the extended key usage", free: EXTENDED_KEY_USAGE_free)
        for purpose in usage.value {
            let operation = "encode the purpose \(purpose)"
            let object = try Owned(Self.object(of: purpose), operation, free: ASN1_OBJECT_free)
            try check(COpenSSL_purposes_push(encoded.pointer, object.pointer), operation)
            _ = object.release()
        }
        try extensions.add(NID_ext_key_usage, UnsafeMutableRawPointer(encoded.pointer), critical: usage.isCritical)
    }

    /// Basic Constraints (RFC 5280 section 4.2.1.9). For an end entity it is an empty SEQUENCE.
    func add(_ constraints: CertificateExtension<BasicConstraints>) throws(OpenSSLError) {
        let operation = "encode the basic constraints"
        let encoded = try Owned(BASIC_CONSTRAINTS_new(), operation, free: BASIC_CONSTRAINTS_free)
        if case .authority(let pathLength) = constraints.value {
            encoded.pointer.pointee.ca = 0xff
            if let pathLength {
                let length = try Owned(ASN1_INTEGER_new(), operation, free: ASN1_INTEGER_free)
                try check(ASN1_INTEGER_set_int64(length.pointer, Int64(pathLength)), operation)
                encoded.pointer.pointee.pathlen = length.release()
            }
        }
        try extensions.add(NID_basic_constraints, encoded.pointer, critical: constraints.isCritical)
    }

    /// Key Usage (RFC 5280 section 4.2.1.3): bit n of the raw value is bit n of the BIT STRING.
    func add(_ usage: CertificateExtension<KeyUsage>) throws(OpenSSLError) {
        let operation = "encode the key usage"
        let encoded = try Owned(ASN1_BIT_STRING_new(), operation, free: ASN1_BIT_STRING_free)
        for bit in 0..<Int32(UInt16.bitWidth) where usage.value.rawValue & (1 << UInt16(bit)) != 0 {
            try check(ASN1_BIT_STRING_set_bit(encoded.pointer, bit, 1), operation)
        }
        try extensions.add(NID_key_usage, encoded.pointer, critical: usage.isCritical)
    }

    /// SKI (RFC 5280 section 4.2.1.2).
    func add(subjectKeyIdentifier identifier: [UInt8]) throws(OpenSSLError) {
        let encoded = try ASN1Strings.make(V_ASN1_OCTET_STRING, identifier, "encode the subject key identifier")
        try extensions.add(NID_subject_key_identifier, encoded.pointer, critical: false)
    }

    /// AKI (RFC 5280 section 4.2.1.1).
    func add(authorityKeyIdentifier identifier: [UInt8]) throws(OpenSSLError) {
        let operation = "encode the authority key identifier"
        let encoded = try Owned(AUTHORITY_KEYID_new(), operation, free: AUTHORITY_KEYID_free)
        encoded.pointer.pointee.keyid = try ASN1Strings.make(V_ASN1_OCTET_STRING, identifier, operation).release()
        try extensions.add(NID_authority_key_identifier, encoded.pointer, critical: false)
    }

    private static func object(of purpose: ExtendedKeyUsage) -> OpaquePointer? {
        switch purpose {
        case .serverAuthentication: OBJ_dup(OBJ_nid2obj(NID_server_auth))
        case .clientAuthentication: OBJ_dup(OBJ_nid2obj(NID_client_auth))
        case .other(let identifier): OBJ_txt2obj(identifier, 1)
        }
    }
}
