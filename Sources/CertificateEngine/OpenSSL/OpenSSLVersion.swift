import COpenSSL

/// Which OpenSSL the program runs with.
public enum OpenSSLVersion {
    /// For example `OpenSSL 3.0.19 27 Jan 2026`: the library that is loaded, not the one that was compiled against.
    public static var text: String {
        OpenSSL_version(OPENSSL_VERSION).map { String(cString: $0) } ?? "OpenSSL"
    }
}
