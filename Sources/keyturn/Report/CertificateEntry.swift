import CertificateModel

/// One certificate of a report.
struct CertificateEntry: Encodable {
    struct FieldEntry: Encodable {
        let field: String
        let contents: String
        let note: String
        let departs: String?

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

    init(_ table: FieldTable, _ contents: CertificateContents, sha256: [UInt8], now: Timestamp) {
        self.table = table
        kind = table.kind.rawValue
        fields = table.rows.map {
            FieldEntry(field: $0.field.rawValue, contents: $0.contents, note: $0.note, departs: $0.departs)
        }
        serial = contents.serial.value?.description ?? ""
        self.sha256 = Hexadecimal.string(sha256)
        notBefore = contents.notBefore.description
        notAfter = contents.notAfter.description
        subjectAlternativeNames = contents.subjectAlternativeNames?.value.map(\.description) ?? []
        checks = [Self.inDate(contents, now)]
    }

    private static func inDate(_ contents: CertificateContents, _ now: Timestamp) -> CheckEntry {
        if now < contents.notBefore {
            return CheckEntry(check: "in-date", result: "fail", detail: "not valid before \(contents.notBefore)")
        }
        if now > contents.notAfter {
            return CheckEntry(check: "in-date", result: "fail", detail: "ended \(contents.notAfter)")
        }
        return CheckEntry(check: "in-date", result: "pass", detail: "valid until \(contents.notAfter)")
    }
}
