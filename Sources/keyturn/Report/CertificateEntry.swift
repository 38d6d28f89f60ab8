import CertificateModel

/// One certificate of a report.
struct CertificateEntry: Encodable {
    struct FieldEntry: Encodable {
        let field: String
        let contents: String
        let note: String
        let departs: String?

        init(_ row: FieldRow) {
            field = row.field.rawValue
            contents = row.contents
            note = row.note
            departs = row.departs
        }

        private enum CodingKeys: CodingKey {
            case field, contents, note, departs
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(field, forKey: .field)
            try container.encode(contents, forKey: .contents)
            try container.encode(note, forKey: .note)
            try container.encode(departs, forKey: .departs)
        }
    }

    struct CheckEntry: Encodable {
        let check: String
        let result: String
        let detail: String
    }

    let table: FieldTable
    let kind: String
    let fields: [FieldEntry]
    let serial: String
    let sha256: String
    let notBefore: String
    let notAfter: String
    let subjectAlternativeNames: [String]
    let checks: [CheckEntry]

    private enum CodingKeys: CodingKey {
        case kind, fields, serial, sha256, notBefore, notAfter, subjectAlternativeNames, checks
    }

    /// A certificate that this server issued.
    init(_ table: FieldTable, _ contents: CertificateContents, sha256: [UInt8], now: Timestamp) {
        self.init(table, contents, sha256, [Self.inDate(contents, now)])
    }

    /// A certificate that a third party issued.
    init(_ judged: Judgement.Certificate) {
        self.init(judged.table, judged.member.contents, sha256: judged.member.sha256, checks: judged.checks)
    }

    /// A certificate that was held to checks.
    init(_ table: FieldTable, _ contents: CertificateContents, sha256: [UInt8], checks: [CheckResult]) {
        self.init(
            table, contents, sha256,
            checks.map { CheckEntry(check: $0.check.rawValue, result: $0.verdict.rawValue, detail: $0.detail) })
    }

    private init(_ table: FieldTable, _ contents: CertificateContents, _ sha256: [UInt8], _ checks: [CheckEntry]) {
        self.table = table
        kind = table.kind.rawValue
        fields = table.rows.map(FieldEntry.init)
        serial = contents.undecodable[.serialNumber] == nil ? contents.serial.value?.description ?? "" : ""
        self.sha256 = Hexadecimal.string(sha256)
        notBefore = contents.notBeforeText
        notAfter = contents.notAfterText
        subjectAlternativeNames = contents.subjectAlternativeNames?.value.map(\.description) ?? []
        self.checks = checks
    }

    private static func inDate(_ contents: CertificateContents, _ now: Timestamp) -> CheckEntry {
        guard contents.hasDecodableDates else {
            return CheckEntry(check: "in-date", result: "fail", detail: "a date cannot be decoded")
        }
        if now < contents.notBefore {
            return CheckEntry(check: "in-date", result: "fail", detail: "not valid before \(contents.notBefore)")
        }
        if now > contents.notAfter {
            return CheckEntry(check: "in-date", result: "fail", detail: "ended \(contents.notAfter)")
        }
        return CheckEntry(check: "in-date", result: "pass", detail: "valid until \(contents.notAfter)")
    }
}
