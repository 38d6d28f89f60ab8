import CertificateModel

/// The lines of an SCT list (RFC 6962 section 3.3): a TLS structure inside an OCTET STRING.
enum TimestampLines {
    @Sendable static func decode(_ value: DERValue, _ lines: inout [String]) throws(DERFault) {
        var rest = try value.primitive(DERTag.octetString)[...]
        var list = try sized(&rest)
        guard rest.isEmpty else { throw .surplus }
        while !list.isEmpty {
            var one = try sized(&list)
            guard let version = one.popFirst() else { throw .short }
            guard version == 0 else {
                lines.append("A timestamp of version \(Int(version) + 1): #\(Hexadecimal.string(one))")
                continue
            }
            guard one.count >= 40 else { throw .short }
            let log = one.prefix(32)
            let milliseconds = one.dropFirst(32).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let moment = Timestamp(secondsSinceEpoch: Int64(milliseconds / 1000))
            lines.append("\(moment) by log \(Hexadecimal.string(log))")
        }
    }

    /// Takes a vector with a length of two octets off the front.
    private static func sized(
        _ rest: inout Slice<UnsafeRawBufferPointer>
    ) throws(DERFault) -> Slice<UnsafeRawBufferPointer> {
        guard rest.count >= 2 else { throw .short }
        let count = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(2)
        guard rest.count >= count else { throw .short }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
