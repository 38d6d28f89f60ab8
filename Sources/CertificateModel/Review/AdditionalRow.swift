/// A fact of an entry besides its 17 rows: a further extension, a fingerprint.
public struct AdditionalRow: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// What the table shows, on one line.
    public let contents: String
    /// The whole of it.
    public let detail: [String]
    /// Why it is shown as octets, or what else is to be said of it.
    public let remark: String?

    /// A row of these parts.
    public init(name: String, contents: String, detail: [String], remark: String? = nil) {
        self.name = name
        self.contents = contents
        self.detail = detail
        self.remark = remark
    }
}
