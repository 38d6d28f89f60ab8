import Glibc

/// Whether the long runs are asked for: what is done a few times otherwise is done as often as it takes.
enum Soak {
    static let isOn = getenv("KEYTURN_SOAK").map { String(cString: $0) } == "1"
}
