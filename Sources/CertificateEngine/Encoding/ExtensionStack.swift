import COpenSSL

/// The one owner of a list of extensions: of a certificate to come, or those that a signing request asks for.
final class ExtensionStack {
    /// STACK_OF(X509_EXTENSION); nil where there are none.
    private(set) var pointer: OpaquePointer?

    /// An empty one.
    init() {}

    /// Takes over what OpenSSL made.
    init(takingOwnership list: OpaquePointer?) { pointer = list }

    deinit { COpenSSL_extensions_free(pointer) }

    /// The extensions, lent.
    var all: [OpaquePointer] {
        (0..<max(0, X509v3_get_ext_count(pointer))).compactMap { X509v3_get_ext(pointer, $0) }
    }

    /// Encodes a decoded value and adds it; refuses a second extension of its type (X509V3_add1_i2d(3)).
    func add(_ type: Int32, _ value: UnsafeMutableRawPointer, critical: Bool) throws(OpenSSLError) {
        try check(
            X509V3_add1_i2d(&pointer, type, value, critical ? 1 : 0, UInt(X509V3_ADD_DEFAULT)), "add an extension")
    }
}
