import COpenSSL

/// The version of OpenSSL.
public enum OpenSSLVersion {
    /// For example `OpenSSL 3.0.19 27 Jan 2026`. This is the loaded library, not the headers that Keyturn was compiled
    /// with.
    public static var text: String {
        OpenSSL_version(OPENSSL_VERSION).map { String(cString: $0) } ?? "OpenSSL"
    }
}
