import CertificateModel
import Glibc
import Operations

/// What is said on a terminal while peers are asked: a line for each from the start, and another one when it has answered. A
/// line is never written over, so that every terminal can show it.
struct WaitingLines: Sendable {
    private let start = ContinuousClock.now

    /// Says that the peers of these sources are asked; nil where there are none, or nobody would see it.
    init?(_ sources: [ReviewSource], timeout: Duration) {
        var peers: [PeerAddress] = []
        for case .peer(let address) in sources where !peers.contains(address) { peers.append(address) }
        guard isatty(STDERR_FILENO) == 1, !peers.isEmpty else { return nil }
        for peer in peers { Console.talk("\(peer): asked, for \(timeout.inSeconds) at most...") }
    }

    /// Says that a peer has answered, or will not. Why not is said with the result.
    func tell(_ peer: PeerAddress, hasFailed: Bool) {
        Console.talk("\(peer): \(hasFailed ? "failed" : "answered") after \((ContinuousClock.now - start).inSeconds)")
    }
}
