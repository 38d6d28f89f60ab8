public import CertificateModel

extension CertificateReader {
    /// What a list says of a certificate, in a fraction of the time that decoding all of it takes.
    public static func summary(der: [UInt8]) -> CertificateSummary {
        if let summary = der.withUnsafeBytes({ SummaryReader($0)?.summary() }) { return summary }
        // Whatever is unusual in it is OpenSSL's to decode, or to refuse.
        do throws(OpenSSLError) {
            let contents = try contents(der: der)
            return CertificateSummary(
                subject: contents.subject.listName, issuer: contents.issuer.listName, notBefore: contents.notBefore,
                notAfter: contents.notAfter)
        } catch {
            return CertificateSummary(
                subject: "", issuer: "", notBefore: nil, notAfter: nil,
                damage: error.queue.first ?? "it is no certificate")
        }
    }
}

extension DistinguishedName {
    /// What a list calls a name.
    fileprivate var listName: String { commonName ?? attributes.last?.value ?? "" }
}

/// Reads the few fields of a certificate that a list shows, where they are encoded as nearly all are (RFC 5280 section
/// 4.1); nil for anything else.
private struct SummaryReader {
    private let bytes: UnsafeRawBufferPointer
    private let fields: [DERElement]

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let outer = DERElement(bytes, at: 0), outer.tag == 0x30, outer.end == bytes.count,
            let body = DERElement(bytes, at: outer.start), body.tag == 0x30
        else { return nil }
        // With the version, which only the oldest lack: version, serial, signature, issuer, validity, subject.
        fields = body.children(of: bytes, limit: 6)
        guard fields.map(\.tag) == [0xa0, 0x02, 0x30, 0x30, 0x30, 0x30] else { return nil }
        self.bytes = bytes
    }

    func summary() -> CertificateSummary? {
        let dates = fields[4].children(of: bytes, limit: 2)
        guard dates.count == 2, let issuer = name(fields[3]), let subject = name(fields[5]),
            let notBefore = date(dates[0]), let notAfter = date(dates[1])
        else { return nil }
        return CertificateSummary(subject: subject, issuer: issuer, notBefore: notBefore, notAfter: notAfter)
    }

    /// 2.5.4.3.
    private static let commonName: [UInt8] = [0x55, 0x04, 0x03]

    private func name(_ element: DERElement) -> String? {
        var last: DERElement?
        var found: DERElement?
        for set in element.children(of: bytes, limit: 64) {
            guard set.tag == 0x31, let attribute = DERElement(bytes, at: set.start), attribute.end == set.end else {
                return nil
            }
            let parts = attribute.children(of: bytes, limit: 2)
            guard parts.count == 2, parts[0].tag == 0x06 else { return nil }
            last = parts[1]
            if parts[0].contents(of: bytes).elementsEqual(Self.commonName) { found = parts[1] }
        }
        guard let value = found ?? last else { return "" }
        // UTF8String, PrintableString, IA5String: the others have rules of their own.
        guard [0x0c, 0x13, 0x16].contains(value.tag) else { return nil }
        return String(validating: value.contents(of: bytes), as: UTF8.self)
    }

    /// UTCTime or GeneralizedTime to the second, in UTC (RFC 5280 section 4.1.2.5).
    private func date(_ element: DERElement) -> Timestamp? {
        let text = element.contents(of: bytes)
        let isShort = element.tag == 0x17
        guard isShort || element.tag == 0x18, text.count == (isShort ? 13 : 15), text.last == UInt8(ascii: "Z"),
            text.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        func two(_ index: Int) -> Int { Int(text[index] - 0x30) * 10 + Int(text[index + 1] - 0x30) }
        let offset = isShort ? 2 : 4
        let year = isShort ? two(0) + (two(0) < 50 ? 2000 : 1900) : two(0) * 100 + two(2)
        return Timestamp(
            year: year, month: two(offset), day: two(offset + 2), hour: two(offset + 4), minute: two(offset + 6),
            second: two(offset + 8))
    }
}
