import COpenSSL

/// The one owner of a list of extensions, for a certificate or a CSR.
final class ExtensionStack {
    /// STACK_OF(X509_EXTENSION); nil if there are no extensions.
    private(set) var pointer: OpaquePointer?

    deinit { COpenSSL_extensions_free(pointer) }

    /// The extensions, borrowed.
    var all: [OpaquePointer] {
        (0..<max(0, X509v3_get_ext_count(pointer))).compactMap { X509v3_get_ext(pointer, $0) }
    }

    /// Encodes a decoded value and adds it. Throws if the list has an extension of this type already
    /// (X509V3_add1_i2d(3)).
    func add(_ type: Int32, _ value: UnsafeMutableRawPointer, critical: Bool) throws(OpenSSLError) {
        try check(
            X509V3_add1_i2d(&pointer, type, value, critical ? 1 : 0, UInt(X509V3_ADD_DEFAULT)), "add an extension")
    }
}
