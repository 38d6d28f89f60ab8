/// The text of one field: what its row shows, the whole of it, and the remarks.
struct FieldText {
    var contents: String
    var detail: [String]
    /// The last lines of the detail.
    var remarks: [String] = []
    var isPending = false

    static let absent = FieldText("(absent)")

    /// What a row shows at most, in characters: the detail has all of it.
    static let longestRow = 16_384

    init(_ contents: String, detail: [String]? = nil) {
        self.contents =
            contents.utf8.count <= Self.longestRow ? contents : VisibleText.cleaned(contents, limit: Self.longestRow)
        self.detail = detail ?? [contents]
    }

    /// The text of a field. An initialiser would copy the certificate for each of its fields.
    static func of(_ field: CertificateField, _ certificate: CertificateContents, kind: CertificateKind) -> FieldText {
        var text =
            certificate.undecodable[field].map(FieldText.init(undecodable:))
            ?? decoded(field, of: certificate, kind: kind)
        if let remarks = certificate.remarks[field] { text.remarks += remarks.map { VisibleText.cleaned($0) } }
        text.detail += text.remarks
        return text
    }

    /// A row that cannot be decoded shows its octets, the first of them in the table and all in the detail.
    private init(undecodable: Undecodable) {
        let octets = undecodable.octets
        let head = "#\(Hexadecimal.string(octets.prefix(8)))\(octets.count > 8 ? "..." : "")"
        self.init(
            "\(head) (\(Self.count(octets)); cannot be decoded: \(undecodable.reason))",
            detail: ["#\(Hexadecimal.string(octets))", Self.count(octets), "cannot be decoded: \(undecodable.reason)"])
    }

    private static func decoded(
        _ field: CertificateField, of certificate: CertificateContents, kind: CertificateKind
    ) -> FieldText {
        switch field {
        case .version: return FieldText("V\(certificate.version)")
        case .serialNumber: return serial(certificate.serial, kind: kind)
        case .signatureAlgorithm: return FieldText(VisibleText.cleaned(certificate.signatureAlgorithm))
        case .issuer: return name(certificate.issuer)
        case .subject: return name(certificate.subject)
        case .issuedBy: return FieldText(commonName(of: certificate.issuer))
        case .issuedTo: return FieldText(commonName(of: certificate.subject))
        case .validFrom: return date(certificate.notBefore)
        case .validTo: return date(certificate.notAfter)
        case .subjectAlternativeNames: return names(certificate.subjectAlternativeNames)
        case .extendedKeyUsage:
            return marked(certificate.extendedKeyUsage) {
                $0.isEmpty ? "(none)" : $0.map { VisibleText.cleaned($0.description) }.joined(separator: ", ")
            }
        case .basicConstraints: return marked(certificate.basicConstraints, \.text)
        case .keyUsage:
            return marked(certificate.keyUsage) { $0.rawValue & 0x1ff == 0 ? "(none)" : $0.description }
        case .subjectKeyIdentifier:
            var text = keyIdentifier(certificate.subjectKeyIdentifier)
            if let authority = certificate.authorityKeyIdentifier {
                text.detail.append("Authority Key Identifier: \(keyIdentifier(authority).contents)")
            }
            return text
        case .signature: return signature(certificate.signature)
        case .publicKeyAlgorithm: return FieldText(VisibleText.cleaned(certificate.publicKey.algorithm))
        case .publicKey: return key(certificate.publicKey)
        }
    }

    static func pending(_ text: String) -> FieldText {
        var pending = FieldText(text)
        pending.isPending = true
        return pending
    }

    /// The last two digits of a year say which one it is from 1950 to 2049 alone, as in a UTCTime (RFC 5280 section
    /// 4.1.2.5.1).
    private static func date(_ date: Timestamp) -> FieldText {
        let isPlain = (1950...2049).contains(date.civil.year)
        return FieldText(
            isPlain ? date.tableText : "\(date.tableText) (\(date.description))", detail: [date.description])
    }

    private static func serial(_ serial: RandomValue<SerialNumber>, kind: CertificateKind) -> FieldText {
        guard let serial = serial.value else {
            return pending(kind == .identity ? "(the root's serial number plus 1)" : "(large random number)")
        }
        var text = FieldText(serial.description, detail: [serial.description, count(serial.octets)])
        text.remarks = remarks(on: serial)
        return text
    }

    /// How a serial number breaks RFC 5280 section 4.1.2.2.
    private static func remarks(on serial: SerialNumber) -> [String] {
        var remarks: [String] = []
        if serial.isNegative { remarks.append("negative, and RFC 5280 section 4.1.2.2 wants it positive") }
        if serial == 0 { remarks.append("zero, and RFC 5280 section 4.1.2.2 wants it positive") }
        if serial.octets.count > 20 { remarks.append("longer than the 20 bytes of RFC 5280 section 4.1.2.2") }
        return remarks
    }

    private static func count(_ octets: [UInt8]) -> String { octets.count == 1 ? "1 byte" : "\(octets.count) bytes" }

    private static func name(_ name: DistinguishedName) -> FieldText { FieldText(name.description) }

    private static func commonName(of name: DistinguishedName) -> String {
        name.commonName.map { VisibleText.cleaned($0, limit: .max) } ?? "(no common name)"
    }

    private static func names(_ names: CertificateExtension<[GeneralName]>?) -> FieldText {
        guard let names else { return .absent }
        let texts = names.value.map(\.tableText)
        guard !texts.isEmpty else { return FieldText("(none)") }
        // In the row, a name must not look like two.
        let row = texts.map { $0.contains(", ") ? quoted($0) : $0 }
        return FieldText(row.joined(separator: ", "), detail: texts)
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar == "\"" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return "\"\(escaped)\""
    }

    /// The value of an extension with the remark whether it is critical.
    private static func marked<Value>(
        _ part: CertificateExtension<Value>?, _ text: (Value) -> String
    ) -> FieldText {
        guard let part else { return .absent }
        return FieldText("\(text(part.value)) (marked \(part.isCritical ? "critical" : "non-critical"))")
    }

    private static func keyIdentifier(_ identifier: RandomValue<[UInt8]>?) -> FieldText {
        guard let identifier else { return .absent }
        guard let octets = identifier.value else { return pending("(SHA-1 of the public key)") }
        return FieldText(Hexadecimal.string(octets))
    }

    private static func signature(_ signature: RandomValue<[UInt8]>) -> FieldText {
        guard let octets = signature.value else { return pending("(the signature's bytes)") }
        let whole = Hexadecimal.string(octets)
        let head = octets.count > 8 ? "\(whole.prefix(16))..." : whole
        return FieldText("\(head) (\(count(octets)))", detail: [whole, count(octets)])
    }

    private static func key(_ key: PublicKeyContents) -> FieldText {
        let bits = "\(key.bits) bits"
        var detail = bits
        if let exponent = key.exponent { detail += ", exponent \(exponent)" }
        if let curve = key.curve { detail += ", curve \(VisibleText.cleaned(curve))" }
        return FieldText(bits, detail: [detail])
    }
}
