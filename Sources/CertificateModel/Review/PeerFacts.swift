/// How a peer answered.
public struct PeerFacts: Hashable, Sendable {
    /// What the operator called it.
    public let peer: String
    /// The address that answered.
    public let address: String
    /// For example `TLSv1.3`, and the cipher suite.
    public let protocolVersion, cipher: String
    /// The entries of the chain that it sent, in its order.
    public let entries: Range<Int>
    /// Whether it serves what the store holds; nil where the store holds nothing.
    public let isAsStored: Bool?

    /// How a peer answered.
    public init(
        peer: String, address: String, protocolVersion: String, cipher: String, entries: Range<Int>, isAsStored: Bool?
    ) {
        self.peer = peer
        self.address = address
        self.protocolVersion = protocolVersion
        self.cipher = cipher
        self.entries = entries
        self.isAsStored = isAsStored
    }
}
