import Glibc

/// The long runs: "make soak" plays in whole what "make test" takes a fixed sample of.
package enum Soak {
    /// Whether this is one.
    package static let isOn = getenv("KEYTURN_SOAK").map { String(cString: $0) } == "1"
}
