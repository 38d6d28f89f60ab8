import CertificateModel
import ScreenKit

/// A row of a certificate as a ``Sheet`` shows it.
struct SheetRow: Hashable, Sendable {
    /// Its number, on screens that have room for it; nil where it has none.
    let number: Int?
    /// What is in front of it.
    let sign: Span
    /// What it is called.
    let name: String
    /// What it says, on one line.
    let contents: String
    /// How that is shown.
    let style: Style
    /// The whole of it.
    let detail: [String]
    /// Whether the whole of it is a list, which is as clear on one line.
    let isList: Bool
    /// What there is to say of it under the table, a paragraph each.
    let remarks: [Span]
    /// The same under the whole of it, where nothing else says what each paragraph is about.
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

    /// One of the 17 rows; with what a check found in it, and what else there is to warn of.
    init(
        _ row: FieldRow, number: Int, finding: CheckResult? = nil, warning: String? = nil, glyphs: Glyphs
    ) {
        let finding = finding ?? row.finding
        var found: [Span] = []
        var sign = Span(row.departs == nil ? "" : String(glyphs.mark), .mark)
        if let finding {
            sign = glyphs.sign(of: finding.verdict)
            found.append(Span("\(sign.text) \(finding.detail)", sign.style))
            if let hint = finding.hint { found.append(Span("hint: \(hint)")) }
        }
        let warnings = warning.map { [Span($0, .warning)] } ?? []
        let mark = String(glyphs.mark)
        self.init(
            number: number, sign: sign, name: row.field.rawValue, contents: row.contents,
            style: row.isPending ? .muted : .value, detail: row.detail,
            isList: row.field == .subjectAlternativeNames,
            remarks: (row.departs.map { [Span("\(mark) \($0)", .mark)] } ?? []) + found + warnings + [Span(row.note)],
            detailRemarks: found + (row.departs.map { [Span("\(mark) Departs: \($0)", .mark)] } ?? []) + warnings
                + [Span("Note: \(row.note)")] + (row.origin.map { [Span("From: \($0)")] } ?? []))
    }

    /// The whole of it, and what there is to say of it.
    var paragraphs: [Span] {
        detail.map { Span($0, .value) } + (detailRemarks.isEmpty ? [] : [Span("")]) + detailRemarks
    }
}
