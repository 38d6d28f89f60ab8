import Glibc
import Threads

/// A TCP connection that never blocks beyond its deadline. Its owner closes it.
///
/// A write to a connection that the peer has closed throws, and does not raise SIGPIPE (send(2)).
struct PeerSocket: ~Copyable {
    /// The step that is under way, for sentences.
    var stage = PeerError.Stage.connecting
    private let descriptor: Int32
    private let deadline: Deadline
    /// How long the peer had in total, for the sentence about the timeout.
    private let patience: Duration

    /// Connects, or throws why that failed.
    init(to address: SocketAddress, by deadline: Deadline, patience: Duration) throws(PeerError.Cause) {
        self.deadline = deadline
        self.patience = patience
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(address.family, type, 0)
        guard descriptor >= 0 else {
            // A host without IPv6 has no AF_INET6 sockets.
            throw errno == EAFNOSUPPORT ? .unreachable(SystemReason.text(errno)) : .noResource(SystemReason.text(errno))
        }
        var status = address.withSockaddr { connect(descriptor, $0, $1) == 0 ? 0 : errno }
        if status == EINPROGRESS || status == EINTR {
            guard deadline.wait(for: Int32(POLLOUT), on: descriptor) else {
                throw .timedOut(during: .connecting, after: patience)
            }
            var length = socklen_t(MemoryLayout<Int32>.size)
            if getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &status, &length) != 0 { status = errno }
        }
        switch status {
        case 0: break
        case ECONNREFUSED: throw .refused
        case ETIMEDOUT: throw .timedOut(during: .connecting, after: patience)
        case ECONNRESET, EPIPE: throw .hungUp(during: .connecting)
        default: throw .unreachable(SystemReason.text(status))
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The local and the remote address of the connection.
    var local: SocketAddress? { SocketAddress { getsockname(descriptor, $0, $1) } }
    var remote: SocketAddress? { SocketAddress { getpeername(descriptor, $0, $1) } }

    /// What has arrived, at most `limit` octets; empty if the peer has closed. Waits for data.
    func receive(atMost limit: Int = 16_384) throws(PeerError.Cause) -> [UInt8] {
        while true {
            var failure: Int32 = 0
            let octets = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                let read = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                if read < 0 { failure = errno }
                count = max(0, read)
            }
            // A peer that sends without end must not get past the deadline.
            guard !deadline.hasPassed else { throw timedOut }
            guard failure != 0 else { return octets }
            try goOn(after: failure, when: Int32(POLLIN))
        }
    }

    /// Sends all of the octets.
    func send(_ octets: [UInt8]) throws(PeerError.Cause) {
        var sent = 0
        while sent < octets.count {
            let count = sendSome(octets[sent...])
            if count < 0 {
                try goOn(after: errno, when: Int32(POLLOUT))
            } else {
                sent += count
            }
        }
    }

    /// Sends what the system accepts at once, and ignores errors. Use it for the last message.
    func sendLast(_ octets: [UInt8]) { _ = sendSome(octets[...]) }

    private func sendSome(_ octets: ArraySlice<UInt8>) -> Int {
        octets.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    private var timedOut: PeerError.Cause { .timedOut(during: stage, after: patience) }

    private func goOn(after failure: Int32, when events: Int32) throws(PeerError.Cause) {
        switch failure {
        case EINTR: break
        case EAGAIN: guard deadline.wait(for: events, on: descriptor) else { throw timedOut }
        case ECONNRESET, EPIPE: throw .hungUp(during: stage)
        case ETIMEDOUT: throw timedOut
        default: throw .unreachable(SystemReason.text(failure))
        }
    }
}
