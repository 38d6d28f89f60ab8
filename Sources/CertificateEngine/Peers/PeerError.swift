public import CertificateModel

/// A server did not show its certificates: which one, and why.
public struct PeerError: Error, Hashable, Sendable {
    /// The server that was asked.
    public let peer: PeerAddress
    /// The protocol in which it was asked to start TLS, if one was.
    public let startTLS: StartTLS?
    /// The name that it was asked for (RFC 6066 section 3), if one was.
    public let serverName: HostName?
    /// Why there are no certificates.
    public let cause: Cause

    /// What was under way.
    public enum Stage: Hashable, Sendable {
        /// The name's addresses were asked for.
        case resolving
        /// The TCP connection was being made.
        case connecting
        /// The talk that leads to STARTTLS.
        case greeting
        /// The TLS handshake.
        case handshake
    }

    /// Why there are no certificates. Text from the peer is as it sent it: the sentences clean it.
    public enum Cause: Error, Hashable, Sendable {
        /// The name has no address.
        case unresolved
        /// No name server could be asked, or it failed: the resolver's reason.
        case noNameServer(String)
        /// This host has no interface of that name.
        case noInterface(String)
        /// Nothing listens on the port.
        case refused
        /// The network has no way there: the system's reason.
        case unreachable(String)
        /// Nothing, or not enough, came for this long.
        case timedOut(during: Stage, after: Duration)
        /// The peer closed the connection.
        case hungUp(during: Stage)
        /// The peer answered, but not in TLS: the first line of what it said, nil where that is no text.
        case plainText(String?)
        /// The handshake failed: OpenSSL's reasons.
        case handshakeFailed(String)
        /// The peer sent an empty list of certificates.
        case noCertificate
        /// The peer sent more certificates than are taken.
        case tooManyCertificates
        /// The peer speaks the protocol, but does not start TLS: its answer.
        case startTLSRefused(String)
        /// The peer does not speak the protocol that starts TLS: the first line of what it said, nil where that is no text.
        case otherProtocol(String?)
        /// This host gave no socket or no thread: the system's reason.
        case noResource(String)
        /// OpenSSL failed before the peer had a part in it.
        case library(OpenSSLError)
    }

    /// A failure of this cause: for tests that have servers of their own, too.
    package init(peer: PeerAddress, startTLS: StartTLS? = nil, serverName: HostName? = nil, cause: Cause) {
        self.peer = peer
        self.startTLS = startTLS
        self.serverName = serverName
        self.cause = cause
    }
}
