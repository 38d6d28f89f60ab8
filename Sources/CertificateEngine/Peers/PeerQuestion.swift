import CertificateModel
import Threads

/// A question to one server: its address, SNI and STARTTLS protocol.
struct PeerQuestion {
    let address: PeerAddress
    let serverName: HostName?
    let startTLS: StartTLS?

    /// The error for this question.
    func error(_ cause: PeerError.Cause) -> PeerError {
        PeerError(peer: address, startTLS: startTLS, serverName: serverName, cause: cause)
    }

    /// Tries the addresses of the server one after the other.
    func ask(within timeout: Duration) throws(PeerError.Cause) -> PeerReply {
        let deadline = Deadline(after: timeout)
        guard let addresses = try Resolver.addresses(of: address, by: deadline) else {
            throw .timedOut(during: .resolving, after: timeout)
        }
        var furthest: PeerError.Cause?
        for (index, one) in addresses.enumerated() {
            // Each address gets an equal share of the time that is left. The last one gets all of it.
            let left = deadline.remaining
            let share = left / (addresses.count - index)
            do throws(PeerError.Cause) {
                return try ask(one, by: Deadline(after: share), patience: timeout - left + share)
            } catch {
                if let known = furthest, known.distance > error.distance { continue }
                furthest = error
            }
        }
        throw furthest ?? .unresolved
    }

    private func ask(
        _ one: SocketAddress, by deadline: Deadline, patience: Duration
    ) throws(PeerError.Cause) -> PeerReply {
        var socket = try PeerSocket(to: one, by: deadline, patience: patience)
        let answered = (socket.remote ?? one).text
        var first: [UInt8] = []
        if let startTLS {
            socket.stage = .greeting
            first = try startTLS.negotiate(over: socket)
        }
        socket.stage = .handshake
        let handshake: Handshake
        do { handshake = try Handshake(serverName: serverName?.text) } catch { throw .library(error) }
        var brokenOff: PeerError?
        do throws(PeerError.Cause) {
            try handshake.run(over: socket, first: first)
        } catch {
            brokenOff = self.error(error)
        }
        guard let chain = try handshake.chain() else { throw brokenOff?.cause ?? .noCertificate }
        if brokenOff == nil { handshake.close(over: socket) }
        return PeerReply(
            chain: chain, protocolVersion: handshake.protocolVersion, cipher: handshake.cipher, address: answered,
            serverName: serverName?.text, brokenOff: brokenOff)
    }
}

extension PeerError.Cause {
    /// How far the attempt came. Of several errors, the one that came furthest says most about the server.
    fileprivate var distance: Int {
        switch self {
        case .unresolved, .noNameServer, .noInterface, .noResource, .library: 0
        case .unreachable: 1
        case .timedOut(let stage, _), .hungUp(let stage): stage == .handshake || stage == .greeting ? 4 : 2
        case .refused: 3
        case .otherProtocol, .startTLSRefused: 5
        case .plainText, .handshakeFailed: 6
        case .noCertificate, .tooManyCertificates: 7
        }
    }
}
