/// An entry, decoded as a whole.
public struct OpenedEntry: Hashable, Sendable {
    /// Its 17 rows; nil where its octets are no certificate.
    public let table: FieldTable?
    /// The fingerprints and the public key pin, then the further extensions.
    public let further: [AdditionalRow]
    /// Its octets.
    public let der: [UInt8]
    /// Its PEM text, as lines.
    public let pem: [String]

    /// An entry of these parts.
    public init(table: FieldTable?, further: [AdditionalRow], der: [UInt8], pem: [String]) {
        self.table = table
        self.further = further
        self.der = der
        self.pem = pem
    }
}
