import Glibc

/// The environment (environ(7)), read only.
enum Environment {
    /// The value of a variable; nil where it is unset or empty.
    static subscript(name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
