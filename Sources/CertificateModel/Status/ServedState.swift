/// What became of asking an endpoint which certificate it serves.
public struct ServedState: Hashable, Sendable {
    /// What the answer says.
    public enum Answer: Hashable, Sendable {
        /// There is no answer yet.
        case asking
        /// It serves the identity that the store holds.
        case asStored
        /// It serves the identity that the store holds, without the certificate of this name that leads to the root.
        case incomplete(missing: String)
        /// It serves the identity of an earlier generation.
        case outdated(generation: Int)
        /// It serves another certificate, of this name and fingerprint.
        case other(name: String, sha256: [UInt8])
        /// It did not answer as a TLS server does.
        case failed(problem: String, hint: String)
    }

    /// What the endpoint is called: `127.0.0.1:443`.
    public let endpoint: String
    /// What it answered.
    public let answer: Answer
    /// Whether it was asked with SNI (RFC 6066 section 3). A client that connects by address sends none.
    public let isNamed: Bool

    /// An endpoint and its answer.
    public init(endpoint: String, answer: Answer, isNamed: Bool = true) {
        self.endpoint = endpoint
        self.answer = answer
        self.isNamed = isNamed
    }

    /// The endpoint and how it was asked, to begin a sentence with: one endpoint may be asked in both ways.
    var subject: String { VisibleText.quoted(endpoint) + (isNamed ? "" : ", asked without SNI,") }

    /// What the answer says, as one sentence without a full stop.
    public var sentence: String {
        let endpoint = subject
        switch answer {
        case .asking: return "\(endpoint) is being asked"
        case .asStored: return "\(endpoint) serves the identity that is stored"
        case .incomplete(let missing):
            return "\(endpoint) serves the identity that is stored, and does not send the certificate of "
                + "\(VisibleText.quoted(missing)), which leads to its root"
        case .outdated(let generation):
            return "\(endpoint) still serves the identity of generation \(generation), which is not live"
        case .other(let name, let sha256):
            return "\(endpoint) serves another certificate, \(VisibleText.quoted(name)) "
                + "(SHA-256 \(Hexadecimal.string(sha256).prefix(16))...)"
        case .failed(let problem, _): return problem
        }
    }

    /// What to do; nil where it serves what is stored, or is still being asked.
    public var advice: String? {
        switch answer {
        case .asking, .asStored: nil
        case .incomplete: "let that server read fullchain.pem, and not identity.pem"
        case .outdated, .other: "let that server read its files again, and check that it reads those in live/"
        case .failed(_, let hint): hint
        }
    }
}
