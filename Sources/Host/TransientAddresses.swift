import CertificateModel

/// The IPv6 addresses that a certificate must not name, because they come and go or are not in use: temporary,
/// deprecated, tentative, and those that failed duplicate address detection.
enum TransientAddresses {
    /// Those of this host, as the kernel lists them in `/proc/net/if_inet6`.
    static var onThisHost: Set<IPAddress> { addresses(in: KernelFile.text(of: "/proc/net/if_inet6")) }

    /// Those in a text of that form: 32 digits, index, prefix length, scope, flags and name on each line.
    static func addresses(in text: String) -> Set<IPAddress> {
        // IFA_F_TEMPORARY, IFA_F_DADFAILED, IFA_F_DEPRECATED and IFA_F_TENTATIVE of <linux/if_addr.h>.
        let passing: UInt32 = 0x01 | 0x08 | 0x20 | 0x40
        var result: Set<IPAddress> = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 6, let flags = UInt32(words[4], radix: 16), flags & passing != 0,
                let address = IPAddress(octets: octets(words[0]))
            else { continue }
            result.insert(address)
        }
        return result
    }

    private static func octets(_ digits: Substring) -> [UInt8] {
        let digits = Array(digits.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16)
        }
    }
}
