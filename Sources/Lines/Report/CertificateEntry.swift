import CertificateModel

/// One certificate of a report.
struct CertificateEntry: Encodable {
    struct FieldEntry: Encodable {
        let field: String
        let contents: String
        let note: String
        let departs: String?
        let remarks: [String]

        init(_ row: FieldRow) {
            field = row.field.rawValue
            contents = row.contents
            note = row.note
            departs = row.departs
            remarks = row.remarks
        }

        private enum CodingKeys: CodingKey {
            case field, contents, note, departs, remarks
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(field, forKey: .field)
            try container.encode(contents, forKey: .contents)
            try container.encode(note, forKey: .note)
            try container.encode(departs, forKey: .departs)
            try container.encode(remarks, forKey: .remarks)
        }
    }

    struct CheckEntry: Encodable {
        let found: CheckResult

        private enum CodingKeys: CodingKey {
            case check, result, detail
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(found.check.rawValue, forKey: .check)
            try container.encode(found.verdict.rawValue, forKey: .result)
            try container.encode(found.detail, forKey: .detail)
        }
    }

    struct PublicKeyEntry: Encodable {
        let algorithm: String
        let bits: Int
        let exponent: UInt64?
        let curve: String?
    }

    let table: FieldTable
    let kind: String
    let fields: [FieldEntry]
    let serial: String
    let sha256: String
    /// The validity, as RFC 3339 times; nil if a date cannot be decoded: then its row shows the bytes.
    let notBefore, notAfter: String?
    let subjectAlternativeNames: [String]
    /// The whole signature, in hexadecimal.
    let signature: String
    let publicKey: PublicKeyEntry
    let checks: [CheckEntry]
    /// What a review adds: fingerprints, extensions, chain.
    var details: CertificateDetails?
    /// Whether the table ends with the checks: not if they are printed elsewhere.
    var hasOwnChecks = false

    private enum CodingKeys: CodingKey {
        case kind, fields, serial, sha256, notBefore, notAfter, subjectAlternativeNames, checks, signature, publicKey
    }

    /// A certificate of a set, or one that this server issued.
    init(_ judged: Judgement.Certificate) {
        self.init(judged.table, judged.member.contents, sha256: judged.member.sha256, checks: judged.checks)
    }

    /// A certificate with the results of its checks.
    init(_ table: FieldTable, _ contents: CertificateContents, sha256: [UInt8], checks: [CheckResult]) {
        self.table = table
        kind = table.kind.rawValue
        fields = table.rows.map(FieldEntry.init)
        serial = contents.undecodable[.serialNumber] == nil ? contents.serial.value?.description ?? "" : ""
        self.sha256 = Hexadecimal.string(sha256)
        notBefore = contents.notBeforeText
        notAfter = contents.notAfterText
        subjectAlternativeNames = contents.subjectAlternativeNames?.value.map(\.description) ?? []
        self.checks = checks.map(CheckEntry.init)
        signature = Hexadecimal.string(contents.signature.value ?? [])
        let key = contents.publicKey
        publicKey = PublicKeyEntry(
            algorithm: VisibleText.cleaned(key.algorithm), bits: key.bits, exponent: key.exponent, curve: key.curve)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(fields, forKey: .fields)
        try container.encode(serial, forKey: .serial)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(notBefore, forKey: .notBefore)
        try container.encode(notAfter, forKey: .notAfter)
        try container.encode(subjectAlternativeNames, forKey: .subjectAlternativeNames)
        try container.encode(checks, forKey: .checks)
        try container.encode(signature, forKey: .signature)
        try container.encode(publicKey, forKey: .publicKey)
        try details?.encode(to: encoder)
    }

    /// As a table.
    func text(columns: Int?) -> String {
        PlainTable.text(
            of: table, further: details?.rows ?? [], checks: hasOwnChecks ? checks.map(\.found) : nil, columns: columns)
    }
}
