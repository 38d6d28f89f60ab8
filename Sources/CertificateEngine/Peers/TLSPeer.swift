public import CertificateModel

/// Asks TLS servers which certificates they serve.
public enum TLSPeer {
    /// Connects to a server, shakes hands, and hangs up: the certificates that it sent, whatever they are worth.
    ///
    /// Blocks until there is an answer, but no longer than `timeout` in all, finding the name's addresses included: it is for
    /// a thread of its own. Every address of the name is tried, each with its share of the time that is left.
    ///
    /// - Parameters:
    ///   - address: The server.
    ///   - serverName: The name it is asked for (RFC 6066 section 3); without one, its host's name, and none where the host
    ///     is an address.
    ///   - startTLS: The protocol in which it is asked to start TLS, where the port does not speak TLS from the start.
    ///   - timeout: Less than nothing is nothing, and more than a day is a day.
    /// - Throws: Why there are no certificates; where several addresses failed, what the one said that came furthest.
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
