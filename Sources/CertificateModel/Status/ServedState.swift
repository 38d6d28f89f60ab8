/// What became of asking an endpoint which certificate it serves.
public struct ServedState: Hashable, Sendable {
    /// What the answer says.
    public enum Answer: Hashable, Sendable {
        /// It was not heard yet.
        case asking
        /// It serves the identity that the store holds.
        case asStored
        /// It serves another certificate, of this name and fingerprint.
        case other(name: String, sha256: [UInt8])
        /// It did not answer as a TLS server does.
        case failed(problem: String, hint: String)
    }

    /// What the endpoint is called: `127.0.0.1:443`.
    public let endpoint: String
    /// What it answered.
    public let answer: Answer

    /// An endpoint and its answer.
    public init(endpoint: String, answer: Answer) {
        self.endpoint = endpoint
        self.answer = answer
    }
}
