/// An IPv4 address: four octets in network order.
public struct IPv4Address: Hashable, Sendable, CustomStringConvertible {
    /// The four octets, most significant first.
    public let octets: [UInt8]

    /// The address of exactly four octets, or nil.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 4 else { return nil }
        self.octets = Array(octets)
    }

    /// The address that `text` writes as four decimal numbers without leading zeros (RFC 6943 section 3.1.1, strict).
    public init(_ text: some StringProtocol) throws(Refusal) {
        let typed = text.trimmed
        let quoted = VisibleText.quoted(typed)
        let parts = typed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else {
            throw Refusal("\(quoted) is not an IPv4 address", hint: "type four numbers such as 192.168.42.1")
        }
        var octets: [UInt8] = []
        for part in parts {
            guard part.count == 1 || part.first != "0" else {
                throw Refusal(
                    "\(quoted) is not an IPv4 address: \"\(VisibleText.cleaned(part, limit: 20))\" starts with a zero",
                    hint: "type each number without leading zeros, since some programs read them as octal")
            }
            guard let octet = UInt8(part) else {
                throw Refusal(
                    "\(quoted) is not an IPv4 address: \(VisibleText.cleaned(part, limit: 20)) is more than 255",
                    hint: "use numbers from 0 to 255 in an IPv4 address")
            }
            octets.append(octet)
        }
        self.octets = octets
    }

    /// Four decimal numbers with dots between them.
    public var description: String { octets.map(String.init).joined(separator: ".") }
}
