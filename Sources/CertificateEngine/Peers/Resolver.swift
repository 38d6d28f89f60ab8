import CertificateModel
import Glibc
import Threads

/// Looks up the addresses of a host, up to a deadline.
///
/// getaddrinfo(3) has no timeout, so it runs on a thread of its own. If the deadline passes first, the thread is
/// abandoned.
enum Resolver {
    /// The most addresses that are tried.
    private static let most = 16

    /// The addresses in the order of RFC 6724, without duplicates, at least one; nil if the deadline passes first.
    static func addresses(of peer: PeerAddress, by deadline: Deadline) throws(PeerError.Cause) -> [SocketAddress]? {
        if case .ip = peer.host { return try query(peer).get() }
        let answer = Promise<Outcome>()
        guard DetachedThread.start({ answer.fulfil(query(peer)) }) else {
            throw .noResource("no thread could be started")
        }
        return try answer.wait(until: deadline)?.get()
    }

    private typealias Outcome = Result<[SocketAddress], PeerError.Cause>

    /// The answer of getaddrinfo(3), which may block for long.
    private static func query(_ peer: PeerAddress) -> Outcome {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        if case .ip = peer.host { hints.ai_flags |= AI_NUMERICHOST }
        var first: UnsafeMutablePointer<addrinfo>?
        let host = "\(peer.host)\(peer.zone.map { "%\($0)" } ?? "")"
        let status = getaddrinfo(host, String(peer.port), &hints, &first)
        guard status == 0 else { return .failure(cause(status, peer)) }
        defer { freeaddrinfo(first) }
        var addresses: [SocketAddress] = []
        var next = first
        while let entry = next?.pointee, addresses.count < most {
            if let address = SocketAddress(entry.ai_addr, entry.ai_addrlen), !addresses.contains(address) {
                addresses.append(address)
            }
            next = entry.ai_next
        }
        return addresses.isEmpty ? .failure(.unresolved) : .success(addresses)
    }

    private static func cause(_ status: Int32, _ peer: PeerAddress) -> PeerError.Cause {
        if let zone = peer.zone { return .noInterface(zone) }
        switch status {
        // -5 is EAI_NODATA, which netdb.h defines only with _GNU_SOURCE: the name exists, but has no address.
        case EAI_NONAME, -5: return .unresolved
        case EAI_SYSTEM: return .noNameServer(SystemReason.text(errno))
        default: return .noNameServer(gai_strerror(status).map { String(cString: $0) } ?? "error \(status)")
        }
    }
}
