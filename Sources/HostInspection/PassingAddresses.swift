import CertificateModel
import Glibc

/// IPv6 addresses that will not last, or that are not usable yet: no certificate should name them.
enum PassingAddresses {
    /// IFA_F_TEMPORARY, IFA_F_DEPRECATED, IFA_F_DADFAILED and IFA_F_TENTATIVE of linux/if_addr.h.
    private static let flags: UInt32 = 0x01 | 0x20 | 0x08 | 0x40

    /// The addresses of this host with one of those flags, from /proc/net/if_inet6 (proc(5)).
    static func read() -> Set<IPAddress> {
        guard let file = fopen("/proc/net/if_inet6", "re") else { return [] }
        defer { fclose(file) }
        var found: Set<IPAddress> = []
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            // Address, index, prefix length, scope, flags, name: all but the last in hexadecimal.
            let parts = text.split(whereSeparator: \.isWhitespace)
            guard parts.count >= 5, let flags = UInt32(parts[4], radix: 16), flags & Self.flags != 0,
                let address = address(parts[0])
            else { continue }
            found.insert(address)
        }
        return found
    }

    private static func address(_ digits: Substring) -> IPAddress? {
        let digits = Array(digits)
        let octets = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        return IPv6Address(octets: octets).map { .v6($0) }
    }
}
