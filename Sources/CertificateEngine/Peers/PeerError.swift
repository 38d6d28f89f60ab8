public import CertificateModel

/// Why a server's certificates could not be fetched, and from which server.
public struct PeerError: Error, Hashable, Sendable {
    /// The server that was asked.
    public let peer: PeerAddress
    /// The STARTTLS protocol; nil if TLS starts at once.
    public let startTLS: StartTLS?
    /// The SNI (RFC 6066 section 3); nil if none was sent.
    public let serverName: HostName?
    /// Why there are no certificates.
    public let cause: Cause

    /// The step that was under way.
    public enum Stage: Hashable, Sendable {
        /// Looking up the addresses of the name.
        case resolving
        /// Connecting with TCP.
        case connecting
        /// Talking in the protocol before STARTTLS.
        case greeting
        /// The TLS handshake.
        case handshake
    }

    /// Why there are no certificates. Text from the peer is raw here: the sentences clean it.
    public enum Cause: Error, Hashable, Sendable {
        /// The name has no address.
        case unresolved
        /// No name server could be asked, or it failed, with the resolver's reason.
        case noNameServer(String)
        /// This host has no interface of that name.
        case noInterface(String)
        /// Nothing listens on the port.
        case refused
        /// The network has no route to the address, with the system's reason.
        case unreachable(String)
        /// The peer sent nothing, or too little, for this long.
        case timedOut(during: Stage, after: Duration)
        /// The peer closed the connection.
        case hungUp(during: Stage)
        /// The peer does not speak TLS. The first line of its answer; nil if it is not text.
        case plainText(String?)
        /// The handshake failed, with OpenSSL's reasons.
        case handshakeFailed(String)
        /// The peer sent an empty list of certificates.
        case noCertificate
        /// The peer sent more certificates than are taken.
        case tooManyCertificates
        /// The peer speaks the protocol, but refuses STARTTLS. Its answer.
        case startTLSRefused(String)
        /// The peer does not speak the protocol before STARTTLS. The first line of its answer; nil if it is not text.
        case otherProtocol(String?)
        /// This host has no socket or no thread left, with the system's reason.
        case noResource(String)
        /// OpenSSL failed, and the peer is not the reason.
        case library(OpenSSLError)
    }

    /// A failure of this cause, for tests too.
    package init(peer: PeerAddress, startTLS: StartTLS? = nil, serverName: HostName? = nil, cause: Cause) {
        self.peer = peer
        self.startTLS = startTLS
        self.serverName = serverName
        self.cause = cause
    }
}
