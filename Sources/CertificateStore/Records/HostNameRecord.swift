/// The host name that a generation was made for, and where it came from.
public struct HostNameRecord: Codable, Hashable, Sendable {
    /// The name.
    public var value: String
    /// Where it came from: entered, lan1-dns, lan2-dns or mac.
    public var source: String

    /// A name with its source.
    public init(value: String, source: String) {
        self.value = value
        self.source = source
    }
}
