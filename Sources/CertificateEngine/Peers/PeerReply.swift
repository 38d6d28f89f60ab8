/// The answer of a TLS server to a handshake.
public struct PeerReply: Hashable, Sendable {
    /// The certificates as the peer sent them, its own first: DER where the peer keeps to the protocol, and verified in no
    /// respect (RFC 8446 section 4.4.2).
    public let chain: [[UInt8]]
    /// The protocol that was agreed on, as OpenSSL writes it: `TLSv1.3`.
    public let protocolVersion: String
    /// The cipher suite that was agreed on, by its IANA name: `TLS_AES_256_GCM_SHA384`.
    public let cipher: String
    /// The IP address and the port that answered: `192.0.2.1:443`, `[2001:db8::1]:443`.
    public let address: String
    /// The name that the server was asked for (RFC 6066 section 3), if one was.
    public let serverName: String?
    /// Why the handshake ended after the certificates had come, and so before the peer proved that it has their key; nil
    /// where it was finished. A server that wants a client's certificate ends it so.
    public let brokenOff: PeerError?

    /// A reply: for tests that have servers of their own, too.
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
