/// The answer of a TLS server.
public struct PeerReply: Hashable, Sendable {
    /// The certificates as the peer sent them, the server's own first. They are DER if the peer obeys the protocol;
    /// nothing is verified (RFC 8446 section 4.4.2).
    public let chain: [[UInt8]]
    /// The negotiated protocol version in OpenSSL's form: `TLSv1.3`.
    public let protocolVersion: String
    /// The IANA name of the negotiated cipher suite: `TLS_AES_256_GCM_SHA384`.
    public let cipher: String
    /// The IP address and the port that answered: `192.0.2.1:443`, `[2001:db8::1]:443`.
    public let address: String
    /// The SNI that was sent (RFC 6066 section 3); nil if none was.
    public let serverName: String?
    /// Why the handshake ended after the Certificate message; nil if it was completed. In that case the peer has not
    /// proved that it has the private key. A server that requires a client certificate ends the handshake in this way.
    public let brokenOff: PeerError?

    /// A reply, for tests too.
    package init(
        chain: [[UInt8]], protocolVersion: String, cipher: String, address: String, serverName: String? = nil,
        brokenOff: PeerError? = nil
    ) {
        self.chain = chain
        self.protocolVersion = protocolVersion
        self.cipher = cipher
        self.address = address
        self.serverName = serverName
        self.brokenOff = brokenOff
    }
}
