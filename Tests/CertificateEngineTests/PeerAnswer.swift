import CertificateEngine
import CertificateModel
import Testing

/// What asking a server came to, and how long it took.
struct PeerAnswer {
    let result: Result<PeerReply, PeerError>
    let duration: Duration

    /// What a loaded host needs beside the time that was given.
    static let margin = Duration.seconds(3)

    /// Asks; a test asks with a short timeout, which is never passed by more than a loaded host needs.
    init(
        _ address: String, serverName: String? = nil, startTLS: StartTLS? = nil, timeout: Duration = .seconds(5),
        location: SourceLocation = #_sourceLocation
    ) throws {
        let address = try PeerAddress(address)
        let name = try serverName.map { try HostName($0) }
        let start = ContinuousClock.now
        result = Result { () throws(PeerError) in
            try TLSPeer.ask(address, serverName: name, startTLS: startTLS, timeout: timeout)
        }
        duration = ContinuousClock.now - start
        #expect(duration < timeout + Self.margin, sourceLocation: location)
    }

    /// Asks a port of the IPv4 loopback.
    init(
        port: UInt16, serverName: String? = nil, startTLS: StartTLS? = nil, timeout: Duration = .seconds(5),
        location: SourceLocation = #_sourceLocation
    ) throws {
        try self.init(
            "127.0.0.1:\(port)", serverName: serverName, startTLS: startTLS, timeout: timeout, location: location)
    }

    /// Both sentences of the refusal, with the port masked; an empty text where there was none.
    func sentences(port: UInt16) -> String {
        guard case .failure(let error) = result else { return "" }
        return error.description.split(separator: ":\(port)\"", omittingEmptySubsequences: false).joined(
            separator: ":PORT\"")
    }
}
