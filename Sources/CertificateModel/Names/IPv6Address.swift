/// An IPv6 address: sixteen octets in network order, written as RFC 5952 says.
public struct IPv6Address: Hashable, Sendable, CustomStringConvertible {
    /// The sixteen octets, most significant first.
    public let octets: [UInt8]

    /// The address of exactly sixteen octets, or nil.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 16 else { return nil }
        self.octets = Array(octets)
    }

    /// The address that `text` writes in any form of RFC 4291 section 2.2; a zone id is refused.
    public init(_ text: some StringProtocol) throws(Refusal) {
        let typed = text.trimmed
        let quoted = VisibleText.quoted(typed)
        guard !typed.contains("%") else {
            throw Refusal(
                "\(quoted) has a zone id, which only this host understands",
                hint: "type the address without \"%\" and what follows it")
        }
        guard let octets = Self.octets(of: typed) else {
            throw Refusal(
                "\(quoted) is not an IPv6 address",
                hint: "type up to eight groups of hexadecimal digits such as 2001:db8::1")
        }
        self.octets = octets
    }

    /// Whether this is an IPv4 address in IPv6 form (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2).
    public var mappedIPv4: IPv4Address? {
        octets.prefix(10).allSatisfy { $0 == 0 } && octets[10] == 0xff && octets[11] == 0xff
            ? IPv4Address(octets: octets.suffix(4)) : nil
    }

    /// The canonical text of RFC 5952.
    public var description: String {
        if let mappedIPv4 { return "::ffff:\(mappedIPv4)" }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
        let zeros = Self.longestRunOfZeros(in: groups)
        func text(_ range: Range<Int>) -> String {
            groups[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard zeros.count > 1 else { return text(0..<8) }
        return text(0..<zeros.lowerBound) + "::" + text(zeros.upperBound..<8)
    }

    private static func longestRunOfZeros(in groups: [UInt16]) -> Range<Int> {
        var best = 0..<0
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > best.count { best = start..<index }
            start = index + 1
        }
        return best
    }

    private static func octets(of text: String) -> [UInt8]? {
        guard text.utf8.count <= 45, !text.contains(where: \.isWhitespace) else { return nil }
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        switch halves.count {
        case 1:
            guard let all = groups(of: halves[0], mayBeEmpty: false), all.count == 16 else { return nil }
            return all
        case 2:
            guard let head = groups(of: halves[0], mayBeEmpty: true), !halves[0].contains("."),
                let tail = groups(of: halves[1], mayBeEmpty: true), head.count + tail.count <= 14
            else { return nil }
            return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
        default: return nil
        }
    }

    /// The octets of a run of groups. The last group may be an IPv4 address.
    private static func groups(of text: Substring, mayBeEmpty: Bool) -> [UInt8]? {
        if text.isEmpty { return mayBeEmpty ? [] : nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var octets: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let embedded = try? IPv4Address(part) else { return nil }
                octets += embedded.octets
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexadecimalDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                octets += [UInt8(group >> 8), UInt8(group & 0xff)]
            }
        }
        return octets
    }
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        switch self {
        case 48...57, 65...70, 97...102: true
        default: false
        }
    }
}
