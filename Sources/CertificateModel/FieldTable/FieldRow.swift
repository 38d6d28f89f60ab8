/// One row of the preview table.
public struct FieldRow: Hashable, Sendable {
    /// Which row it is.
    public let field: CertificateField
    /// What the table shows, on one line.
    public let contents: String
    /// The whole of it: RFC 3339 dates, every octet of a signature, a line for each name; then the remarks.
    public let detail: [String]
    /// Remarks, a sentence each: how the field breaks RFC 5280, or how it was read.
    public let remarks: [String]
    /// What the specification says of the row, in one sentence.
    public let note: String
    /// Where the value came from, where that is known.
    public let origin: String?
    /// Why the contents are not what the vendor's page has, where they are not.
    public let departs: String?
    /// Whether the contents are still to be drawn.
    public let isPending: Bool
    /// What a check found wrong in this row; nil where nothing is.
    public var finding: CheckResult?

    /// The row of a field with this text.
    init(
        _ field: CertificateField, _ text: FieldText, note: String, origin: String? = nil, departs: String? = nil,
        finding: CheckResult? = nil
    ) {
        self.field = field
        contents = text.contents
        detail = text.detail
        remarks = text.remarks
        self.note = note
        self.origin = origin
        self.departs = departs
        isPending = text.isPending
        self.finding = finding
    }
}
