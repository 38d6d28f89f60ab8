import CertificateModel

/// Reads the names of a SAN extension (RFC 5280 section 4.2.1.6), including invalid ones.
struct GeneralNameReader {
    /// How names were decoded, if that is not obvious; each remark once.
    private(set) var remarks: [String] = []
    private var names = NameReader()

    private static let most = 20

    /// Every name of a GeneralNames sequence; `cursor` is before the first one.
    mutating func readAll(_ cursor: DERCursor) throws(DERFault) -> [GeneralName] {
        var cursor = cursor
        var all: [GeneralName] = []
        while !cursor.isAtEnd { all.append(read(try cursor.next())) }
        return all
    }

    /// One name. An invalid name is shown as octets, with a remark.
    mutating func read(_ value: DERValue) -> GeneralName {
        switch value.tag {
        case 0x81: return text(value, "email") { .other(kind: "email", text: $0) }
        case 0x82: return text(value, "DNS") { .dns($0) }
        case 0x86: return text(value, "URI") { .uri($0) }
        case 0x87: return address(value)
        case 0xa4:
            return tried(value, "directory") { (reader, value) throws(DERFault) in
                var cursor = value.inside
                let name = try reader.names.read(try cursor.next())
                try cursor.finish()
                for remark in reader.names.remarks { reader.add("directory: \(remark)") }
                return name.description
            }
        case 0x88:
            return tried(value, "registered") { (_, value) throws(DERFault) in
                try value.retagged(DERTag.identifier).dotted()
            }
        case 0xa0: return other(value)
        case 0xa3: return .other(kind: "X.400", text: value.hexadecimal)
        case 0xa5: return .other(kind: "EDI party", text: value.hexadecimal)
        default:
            add("a name of a kind that does not exist: the tag \(Hexadecimal.string([value.tag]))")
            return .other(kind: "unknown", text: value.hexadecimal)
        }
    }

    private mutating func text(
        _ value: DERValue, _ kind: String, _ make: (String) -> GeneralName
    ) -> GeneralName {
        let octets = value.bytes
        if octets.contains(0) { add("\(kind): a name with NUL, which some readers take for its end") }
        if octets.isEmpty { add("\(kind): an empty name") }
        guard octets.contains(where: { $0 >= 0x80 }) else { return make(String(decoding: octets, as: UTF8.self)) }
        guard let text = String(validating: octets, as: UTF8.self) else {
            add("\(kind): a name that is neither ASCII nor UTF-8, shown as bytes")
            return .other(kind: kind, text: "#\(Hexadecimal.string(octets))")
        }
        add("\(kind): a name that is not ASCII, which RFC 5280 section 4.2.1.6 requires; read as UTF-8")
        return make(text)
    }

    private mutating func address(_ value: DERValue) -> GeneralName {
        if let address = IPAddress(octets: value.bytes) { return .ip(address) }
        add("IP: an address of \(value.bytes.count) bytes instead of 4 or 16")
        return .other(kind: "IP", text: "#\(Hexadecimal.string(value.bytes))")
    }

    /// The types of other names that are text, and what they are called: Microsoft's user principal name, XmppAddr (RFC
    /// 6120 section 13.7.1.4), SRVName (RFC 4985 section 2), SmtpUTF8Mailbox (RFC 9598).
    private static let texts = [
        "1.3.6.1.4.1.311.20.2.3": "UPN", "1.3.6.1.5.5.7.8.5": "XMPP", "1.3.6.1.5.5.7.8.7": "SRV",
        "1.3.6.1.5.5.7.8.9": "email",
    ]

    /// A name of another type: its text if it is one of those, else the type, and the whole value as octets.
    private mutating func other(_ value: DERValue) -> GeneralName {
        var cursor = value.inside
        guard let type = try? cursor.next(DERTag.identifier).dotted() else {
            add("other name: it has no type")
            return .other(kind: "other name", text: value.hexadecimal)
        }
        if let kind = Self.texts[type], let explicit = try? cursor.next(), explicit.tag == 0xa0 {
            var inside = explicit.inside
            if let one = try? inside.next(), inside.isAtEnd, case (let text?, let remark) = DERText.read(one) {
                if let remark { add("\(kind): \(remark)") }
                return .other(kind: kind, text: text)
            }
        }
        return .other(kind: "other name \(type)", text: value.hexadecimal)
    }

    private mutating func tried(
        _ value: DERValue, _ kind: String,
        _ read: (inout GeneralNameReader, DERValue) throws(DERFault) -> String
    ) -> GeneralName {
        do {
            return .other(kind: kind, text: try read(&self, value))
        } catch {
            add("\(kind): a name that cannot be decoded: \(error.reason)")
            return .other(kind: kind, text: value.hexadecimal)
        }
    }

    private mutating func add(_ remark: String) {
        guard remarks.count < Self.most, !remarks.contains(remark) else { return }
        remarks.append(remark)
    }
}
