public import CertificateModel

/// Asks TLS servers for their certificates.
public enum TLSPeer {
    /// Connects to a server, performs the handshake and disconnects. Returns the certificates that it sent, without
    /// verification.
    ///
    /// Blocks for at most `timeout`, including the lookup of the name; call it on a thread of its own. Each address of
    /// the name gets an equal share of the time that is left.
    ///
    /// - Parameters:
    ///   - address: The server.
    ///   - serverName: The SNI (RFC 6066 section 3). By default it is the host's name, and none for an IP address.
    ///   - startTLS: The protocol that starts TLS, if the port does not speak TLS at once.
    ///   - timeout: Clamped to between zero and a day.
    /// - Throws: Why there are no certificates. If several addresses failed, the error that came furthest.
    public static func ask(
        _ address: PeerAddress, serverName: HostName? = nil, startTLS: StartTLS? = nil,
        timeout: Duration = .seconds(5)
    ) throws(PeerError) -> PeerReply {
        var name = serverName
        if name == nil, case .name(let host) = address.host { name = host }
        let question = PeerQuestion(address: address, serverName: name, startTLS: startTLS)
        do throws(PeerError.Cause) {
            return try question.ask(within: min(max(timeout, .zero), .seconds(86_400)))
        } catch {
            throw question.error(error)
        }
    }
}
