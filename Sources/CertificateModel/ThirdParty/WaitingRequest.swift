/// A signing request that waits in the store for its certificate.
public struct WaitingRequest: Hashable, Sendable {
    /// Its number in the store.
    public let number: Int
    /// When it was made, RFC 3339.
    public let created: String
    /// The server that it is for.
    public let server: ServerIdentity
    /// The path of the request, as PEM.
    public let file: String

    /// A request of these parts.
    public init(number: Int, created: String, server: ServerIdentity, file: String) {
        self.number = number
        self.created = created
        self.server = server
        self.file = file
    }
}
