import COpenSSL

/// ASN1_STRING and the types that are the same structure: a type and octets.
enum ASN1Strings {
    /// A string of this type and these octets.
    static func make(
        _ type: Int32, _ octets: [UInt8], _ operation: String
    ) throws(OpenSSLError) -> Owned<UnsafeMutablePointer<ASN1_STRING>> {
        let string = try Owned(ASN1_STRING_type_new(type), operation, free: ASN1_STRING_free)
        guard let count = Int32(exactly: octets.count) else { throw OpenSSLError(operation, reasons: ["too long"]) }
        try check(ASN1_STRING_set(string.pointer, octets, count), operation)
        return string
    }

    /// The octets of a string.
    static func octets(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        guard let string, let data = ASN1_STRING_get0_data(string) else { return [] }
        return Array(UnsafeBufferPointer(start: data, count: max(0, Int(ASN1_STRING_length(string)))))
    }
}
