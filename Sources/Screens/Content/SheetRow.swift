import CertificateModel
import ScreenKit

/// A row of a certificate as a ``Sheet`` shows it.
struct SheetRow: Hashable, Sendable {
    /// Its number, on screens that have room for it; nil where it has none.
    let number: Int?
    /// The sign in front of it.
    let sign: Span
    /// Its name.
    let name: String
    /// Its value on one line.
    let contents: String
    /// The style of the value.
    let style: Style
    /// Its whole value.
    let detail: [String]
    /// Whether the value is a list, which is as clear on one line.
    let isList: Bool
    /// The remarks under the table, a paragraph each.
    let remarks: [Span]
    /// The same remarks in the detail dialog, where each needs a label of its own.
    let detailRemarks: [Span]

    /// A row of these parts.
    init(
        number: Int? = nil, sign: Span = Span(""), name: String, contents: String, style: Style = .value,
        detail: [String], isList: Bool = false, remarks: [Span] = [], detailRemarks: [Span]? = nil
    ) {
        self.number = number
        self.sign = sign
        self.name = name
        self.contents = contents
        self.style = style
        self.detail = detail
        self.isList = isList
        self.remarks = remarks
        self.detailRemarks = detailRemarks ?? remarks
    }

    /// One of the 17 rows, with the finding of a check, and what to do about it if `isAdvised`, and a further warning.
    init(
        _ row: FieldRow, number: Int, finding: CheckResult? = nil, warning: String? = nil, isAdvised: Bool = true,
        glyphs: Glyphs
    ) {
        let finding = finding ?? row.finding
        var found: [Span] = []
        // The sign is for what can hurt alone.
        var sign = warning == nil ? Span("") : glyphs.sign(of: .warn)
        if let finding {
            sign = glyphs.sign(of: finding.verdict)
            found.append(Span("\(sign.text) \(finding.detail)", finding.verdict.style))
            if isAdvised, let hint = finding.hint { found.append(Span("hint: \(hint)")) }
        }
        let warnings = warning.map { [Span("\(glyphs.mark) \($0)", .warning)] } ?? []
        let differs = row.departs.map { [Span("differs from Avaya's page: \($0)")] } ?? []
        self.init(
            number: number, sign: sign, name: row.field.rawValue, contents: row.contents,
            style: row.isPending ? .muted : .value, detail: row.detail,
            isList: row.field == .subjectAlternativeNames, remarks: found + warnings + differs + [Span(row.note)],
            detailRemarks: found + warnings + differs + [Span("Note: \(row.note)")]
                + (row.origin.map { [Span("From: \($0)")] } ?? []))
    }

    /// Its whole value, and its remarks.
    var paragraphs: [Span] {
        detail.map { Span($0, .value) } + (detailRemarks.isEmpty ? [] : [Span("")]) + detailRemarks
    }
}
