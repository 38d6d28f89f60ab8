import CNetlink
public import CertificateModel
import Glibc
import Threads

/// Asks the resolver for the names of an address, and waits no longer than a deadline.
///
/// The calls of the C library cannot be told when to stop, so they run on a thread of their own, which is left to itself
/// where the deadline passes first.
public enum ReverseLookup {
    /// The names of an address, each once and in the order of their text; none where there is none that is a host name, or
    /// where the deadline passes.
    ///
    /// nsswitch.conf(5) decides who is asked. Where it is the domain name system, all PTR records count, and not only the
    /// one that it happens to put first. In hosts(5) only the first name of a line does: the others are aliases.
    public static func names(of address: IPAddress, within duration: Duration = .seconds(2)) -> [HostName] {
        let names = Promise<[HostName]>()
        guard DetachedThread.start({ names.fulfil(query(address)) }) else { return [] }
        return names.wait(for: duration) ?? []
    }

    /// The names that the resolver gives, however long that takes.
    private static func query(_ address: IPAddress) -> [HostName] {
        guard let first = canonicalName(of: address) else { return [] }
        let pointers = pointers(of: address)
        let texts = pointers.contains { $0.lowercased() == first.lowercased() } ? pointers : [first]
        // A name server can answer anything: text that is not a host name is ignored.
        return Set(texts.compactMap { try? HostName($0) }).sorted()
    }

    /// What getnameinfo(3) gives.
    private static func canonicalName(of address: IPAddress) -> String? {
        var storage = sockaddr_storage()
        let length: Int
        switch address {
        case .v4: length = MemoryLayout<sockaddr_in>.size
        case .v6: length = MemoryLayout<sockaddr_in6>.size
        }
        withUnsafeMutableBytes(of: &storage) { bytes in
            switch address {
            case .v4(let address): bytes[4..<8].copyBytes(from: address.octets)
            case .v6(let address): bytes[8..<24].copyBytes(from: address.octets)
            }
        }
        storage.ss_family = sa_family_t(address.isIPv4 ? AF_INET : AF_INET6)
        var name = [CChar](repeating: 0, count: 1025)
        let status = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                getnameinfo(address, socklen_t(length), &name, socklen_t(name.count), nil, 0, NI_NAMEREQD)
            }
        }
        guard status == 0 else { return nil }
        return String(nulTerminated: name)
    }

    /// The names of the PTR records of an address (RFC 1035 section 3.5, RFC 3596 section 2.5).
    private static func pointers(of address: IPAddress) -> [String] {
        let question: String
        switch address {
        case .v4(let address):
            question = address.octets.reversed().map { "\($0)." }.joined() + "in-addr.arpa"
        case .v6(let address):
            question = Hexadecimal.string(address.octets).reversed().map { "\($0)." }.joined() + "ip6.arpa"
        }
        var names: [String] = []
        withUnsafeMutablePointer(to: &names) { list in
            _ = CNetlink_pointers(question, list) { context, name in
                guard let context, let name else { return }
                context.assumingMemoryBound(to: [String].self).pointee.append(String(cString: name))
            }
        }
        return names
    }
}
