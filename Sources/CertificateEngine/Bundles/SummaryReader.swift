public import CertificateModel

extension CertificateReader {
    /// What a list shows of a certificate: the same as `shown(der:)`, in a fraction of its time.
    public static func summary(der: [UInt8]) -> CertificateSummary {
        if let summary = der.withUnsafeBytes({ SummaryReader($0)?.summary() }) { return summary }
        do throws(OpenSSLError) {
            return CertificateSummary(try shown(der: der))
        } catch {
            let reason = error.queue.first.map { ": \($0)" } ?? ""
            return CertificateSummary(
                subject: "", issuer: "", notBefore: nil, notAfter: nil, damage: "it is not a certificate\(reason)")
        }
    }
}

extension CertificateSummary {
    /// The part of a certificate that lists show.
    fileprivate init(_ contents: CertificateContents) {
        func name(_ name: DistinguishedName, _ field: CertificateField) -> String {
            if contents.undecodable[field] != nil { return "(a name that cannot be decoded)" }
            return name.commonName ?? name.attributes.last?.value ?? ""
        }
        func date(_ date: Timestamp, _ field: CertificateField) -> Timestamp? {
            contents.undecodable[field] == nil ? date : nil
        }
        self.init(
            subject: name(contents.subject, .subject), issuer: name(contents.issuer, .issuer),
            notBefore: date(contents.notBefore, .validFrom), notAfter: date(contents.notAfter, .validTo),
            isAuthority: contents.isAuthority,
            isSelfSigned: contents.isSelfSignedByNames)
    }
}

/// Reads only the fields that a list shows. Nil for a certificate that is not encoded in the usual way (RFC 5280
/// section 4.1); the full decoder then reads it.
private struct SummaryReader {
    private let bytes: UnsafeRawBufferPointer
    private let fields: [DERElement]

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let outer = DERElement(bytes, at: 0), outer.tag == 0x30, outer.end == bytes.count else { return nil }
        let parts = outer.children(of: bytes, limit: 4)
        guard parts.count == 3, parts[0].tag == 0x30, parts[1].tag == 0x30, parts[2].end == outer.end else {
            return nil
        }
        // The fields must be version, serial, signature, issuer, validity, subject, key, and possibly extensions. A
        // version 1 certificate has no version, and goes to the full decoder.
        fields = parts[0].children(of: bytes, limit: 9)
        guard fields.count == 7 || fields.count == 8 && fields[7].tag == 0xa3, fields.last?.end == parts[0].end,
            zip(fields, [0xa0, 0x02, 0x30, 0x30, 0x30, 0x30, 0x30]).allSatisfy({ $0.tag == $1 })
        else { return nil }
        self.bytes = bytes
    }

    func summary() -> CertificateSummary? {
        let dates = fields[4].children(of: bytes, limit: 3)
        guard dates.count == 2, dates[1].end == fields[4].end, let issuer = name(fields[3]),
            let subject = name(fields[5]), let notBefore = date(dates[0]), let notAfter = date(dates[1])
        else { return nil }
        guard let extensions = extensions() else { return nil }
        let isSelfIssued = fields[3].contents(of: bytes).elementsEqual(fields[5].contents(of: bytes))
        return CertificateSummary(
            subject: subject, issuer: issuer, notBefore: notBefore, notAfter: notAfter,
            isAuthority: extensions.isAuthority, isSelfSigned: isSelfIssued && !extensions.namesAnotherKey)
    }

    /// What Basic Constraints say, and whether the identifier of the issuer's key is another one than its own. Nil where one of
    /// these three extensions is not encoded in the usual way, or is there twice.
    private func extensions() -> (isAuthority: Bool, namesAnotherKey: Bool)? {
        guard fields.count == 8 else { return (false, false) }
        guard let list = DERElement(bytes, at: fields[7].start), list.tag == 0x30, list.end == fields[7].end else {
            return nil
        }
        var isAuthority = false
        var keys: [UInt8: UnsafeRawBufferPointer] = [:]
        var seen: Set<UInt8> = []
        let all = list.children(of: bytes, limit: 256)
        guard all.last?.end == list.end else { return nil }
        for one in all {
            let parts = one.children(of: bytes, limit: 4)
            guard one.tag == 0x30, let type = parts.first, type.tag == 0x06, let value = parts.last,
                value.end == one.end
            else { return nil }
            let identifier = type.contents(of: bytes)
            // The arc 2.5.29: subjectKeyIdentifier, basicConstraints, authorityKeyIdentifier.
            guard identifier.count == 3, identifier[0] == 0x55, identifier[1] == 0x1d,
                [14, 19, 35].contains(identifier[2])
            else { continue }
            guard seen.insert(identifier[2]).inserted, value.tag == 0x04, parts.count == 2 || parts[1].tag == 0x01,
                parts.count <= 3, let inner = DERElement(bytes, at: value.start), inner.end == value.end
            else { return nil }
            switch identifier[2] {
            case 14:
                guard inner.tag == 0x04 else { return nil }
                keys[14] = inner.contents(of: bytes)
            case 19:
                let constraints = inner.children(of: bytes, limit: 3)
                guard inner.tag == 0x30,
                    constraints.isEmpty ? inner.start == inner.end : constraints.last?.end == inner.end
                else { return nil }
                guard let first = constraints.first else { continue }
                // DER has true as FF, and leaves false out; a path length follows.
                guard first.tag == 0x01, first.contents(of: bytes).elementsEqual([0xff]), constraints.count < 3,
                    constraints.count == 1
                        || (constraints[1].tag == 0x02 && constraints[1].contents(of: bytes).count == 1)
                else { return nil }
                isAuthority = true
            default:
                guard inner.tag == 0x30 else { return nil }
                if let first = inner.children(of: bytes, limit: 4).first, first.tag == 0x80 {
                    keys[35] = first.contents(of: bytes)
                }
            }
        }
        guard let own = keys[14], let issuer = keys[35] else { return (isAuthority, false) }
        return (isAuthority, !own.elementsEqual(issuer))
    }

    /// The arc 2.5.4 of the attribute types of X.520, in DER.
    private static let attributes: [UInt8] = [0x55, 0x04]
    private static let commonName: UInt8 = 3

    private func name(_ element: DERElement) -> String? {
        var last: DERElement?
        var found: DERElement?
        let sets = element.children(of: bytes, limit: 64)
        guard (sets.last?.end ?? element.start) == element.end else { return nil }
        for set in sets {
            guard set.tag == 0x31, let attribute = DERElement(bytes, at: set.start), attribute.tag == 0x30,
                attribute.end == set.end
            else { return nil }
            let parts = attribute.children(of: bytes, limit: 3)
            guard parts.count == 2, parts[0].tag == 0x06, parts[1].end == set.end, isPlain(type: parts[0]) else {
                return nil
            }
            last = parts[1]
            let type = parts[0].contents(of: bytes)
            if type.starts(with: Self.attributes), type.last == Self.commonName { found = parts[1] }
        }
        guard let value = found ?? last else { return "" }
        let text = value.contents(of: bytes)
        switch value.tag {
        // UTF8String
        case 0x0c: return String(validating: text, as: UTF8.self)
        // PrintableString and IA5String, which are ASCII. The full decoder reads the other types.
        case 0x13, 0x16: return text.allSatisfy { $0 < 0x80 } ? String(decoding: text, as: UTF8.self) : nil
        default: return nil
        }
    }

    /// Whether the type is an attribute of X.520, or another object identifier that is encoded correctly.
    private func isPlain(type: DERElement) -> Bool {
        let octets = type.contents(of: bytes)
        guard let last = octets.last, last < 0x80, octets.count < 32 else { return false }
        return octets.starts(with: Self.attributes) ? octets.count == 3 : !octets.contains(0x80)
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
