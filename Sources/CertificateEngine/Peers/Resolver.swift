// OpenSSL's headers are where Swift first meets `pthread_attr_t`, and thinks it at home.
import COpenSSL
import CertificateModel
import Glibc
import Synchronization

/// Asks the system for the addresses of a host, and waits no longer than a deadline.
///
/// getaddrinfo(3) cannot be told when to stop, so it runs on a thread of its own, which is left to itself where the
/// deadline passes first.
enum Resolver {
    /// The most addresses of one name that are tried.
    private static let most = 16

    /// The addresses in the order in which they are to be tried (RFC 6724), each once, and at least one; nil where the
    /// deadline passes.
    static func addresses(of peer: PeerAddress, by deadline: Deadline) throws(PeerError.Cause) -> [SocketAddress]? {
        if case .ip = peer.host { return try query(peer).get() }
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .noResource(SystemReason.text(errno)) }
        let question = Question(peer: peer, reading: ends[0], writing: ends[1])
        guard question.start() else { throw .noResource("no thread could be started") }
        guard deadline.wait(for: Int32(POLLIN), on: question.reading) else { return nil }
        return try question.answer?.get()
    }

    private typealias Outcome = Result<[SocketAddress], PeerError.Cause>

    /// What the two threads share; the one that comes last closes the sockets.
    private final class Question: Sendable {
        let peer: PeerAddress
        let reading: Int32
        let writing: Int32
        private let outcome = Mutex<Outcome?>(nil)

        init(peer: PeerAddress, reading: Int32, writing: Int32) {
            self.peer = peer
            self.reading = reading
            self.writing = writing
        }

        deinit {
            close(reading)
            close(writing)
        }

        var answer: Outcome? { outcome.withLock { $0 } }

        /// Starts the thread; false where the system gives none.
        func start() -> Bool {
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            defer { pthread_attr_destroy(&attributes) }
            pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
            // Signals are for the thread that owns the terminal: a new thread inherits that they are blocked.
            var (all, before) = (sigset_t(), sigset_t())
            sigfillset(&all)
            pthread_sigmask(SIG_SETMASK, &all, &before)
            defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
            let handed = Unmanaged.passRetained(self)
            var thread = pthread_t()
            let status = pthread_create(
                &thread, &attributes,
                { argument in
                    if let argument { Unmanaged<Question>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, handed.toOpaque())
            if status != 0 { handed.release() }
            return status == 0
        }

        private func run() {
            let found = query(peer)
            outcome.withLock { $0 = found }
            // Nobody reads it but poll(2); the other end is open as long as this object lives.
            var word: UInt8 = 1
            _ = write(writing, &word, 1)
        }
    }

    /// What the system says, however long that takes.
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
        // -5 is EAI_NODATA, which GNU keeps for those who ask (netdb.h): the name is there, but has no address.
        case EAI_NONAME, -5: return .unresolved
        case EAI_SYSTEM: return .noNameServer(SystemReason.text(errno))
        default: return .noNameServer(gai_strerror(status).map { String(cString: $0) } ?? "error \(status)")
        }
    }
}
