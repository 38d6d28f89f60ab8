import COpenSSL
import CertificateModel

/// Encodes the names of a SAN extension one by one. No name passes through a text that is parsed again.
enum GeneralNameEncoder {
    /// The GENERAL_NAMES of these names. Throws for kinds that this program does not issue.
    static func encode(_ names: [GeneralName]) throws(OpenSSLError) -> Owned<OpaquePointer> {
        let all = try Owned(COpenSSL_names_new(), "allocate the alternative names", free: GENERAL_NAMES_free)
        for name in names {
            let one = try encode(name)
            try check(COpenSSL_names_push(all.pointer, one.pointer), "add the name \(name)")
            _ = one.release()
        }
        return all
    }

    private static func encode(_ name: GeneralName) throws(OpenSSLError) -> Owned<UnsafeMutablePointer<GENERAL_NAME>> {
        let operation = "encode the name \(name)"
        let encoded = try Owned(GENERAL_NAME_new(), operation, free: GENERAL_NAME_free)
        switch name {
        case .dns(let text):
            let value = try ASN1Strings.make(V_ASN1_IA5STRING, ascii(text, operation), operation)
            GENERAL_NAME_set0_value(encoded.pointer, GEN_DNS, value.release())
        case .uri(let text):
            let value = try ASN1Strings.make(V_ASN1_IA5STRING, ascii(text, operation), operation)
            GENERAL_NAME_set0_value(encoded.pointer, GEN_URI, value.release())
        case .ip(let address):
            let value = try ASN1Strings.make(V_ASN1_OCTET_STRING, address.octets, operation)
            GENERAL_NAME_set0_value(encoded.pointer, GEN_IPADD, value.release())
        case .other:
            throw OpenSSLError(operation, reasons: ["this program writes DNS, IP and URI names only"])
        }
        return encoded
    }

    private static func ascii(_ text: String, _ operation: String) throws(OpenSSLError) -> [UInt8] {
        let octets = Array(text.utf8)
        guard octets.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw OpenSSLError(operation, reasons: ["it is not printable ASCII"])
        }
        return octets
    }
}
