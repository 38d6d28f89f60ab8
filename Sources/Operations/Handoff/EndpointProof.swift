import CertificateEngine
import CertificateModel
import CertificateStore
import Threads

/// Asks servers which certificate they serve, all at once.
struct EndpointProof: Sendable {
    /// Whom to ask, and as whom.
    struct Question: Sendable {
        let endpoint: PeerAddress
        /// The name to ask for (SNI, RFC 6066 section 3); nil where the endpoint is asked as by a client that knows its address
        /// alone.
        let serverName: HostName?
        /// Whether nobody said that a server is there: where nothing listens, nothing is wrong.
        let isGuess: Bool
    }

    let world: World
    /// The SHA-256 fingerprint of the identity that they are to serve.
    let sha256: [UInt8]
    /// The certificates between that and its root, which they are to send, too.
    let intermediates: [[UInt8]]
    /// Which generations the identities of other fingerprints, in hexadecimal, are of.
    let generations: [String: Int]
    /// The longest that one answer may take.
    private static let patience = Duration.seconds(5)
    /// How long a server that does not serve the identity yet is left alone.
    private static let pause = Duration.milliseconds(250)

    /// A proof that what is live in a store is served.
    init(_ generation: Generation, _ live: LiveCertificates, in installation: Installation) throws {
        world = installation.world
        sha256 = live.identity.sha256
        intermediates = live.intermediates
        var generations: [String: Int] = [:]
        for number in try installation.store.generations() where number != generation.number {
            // A damaged one serves nobody.
            let records = (try? installation.store.generation(number))?.manifest.body.certificates ?? []
            for record in records where record.kind == CertificateKind.identity.rawValue {
                generations[record.sha256] = number
            }
        }
        self.generations = generations
    }

    /// Asks each as often as it takes until it serves the identity, or the time is over; without a time, once. What was only
    /// guessed and is not there is left out.
    func ask(_ questions: [Question], for duration: Duration = .zero) -> [ServedState] {
        let deadline = ContinuousClock.now + duration
        let answers = questions.map { question in
            let answer = Promise<ServedState.Answer?>()
            DetachedThread.run { answer.fulfil(self.answer(question, until: deadline)) }
            return answer
        }
        // Longer than one answer may take: a peer that is still silent then is said to be asked.
        let end = Deadline(after: duration + Self.patience * 2)
        return zip(questions, answers).compactMap { question, answer in
            (answer.wait(until: end) ?? .asking).map {
                ServedState(
                    endpoint: question.endpoint.description, answer: $0, isNamed: question.serverName != nil)
            }
        }
    }

    private func answer(_ question: Question, until deadline: ContinuousClock.Instant) -> ServedState.Answer? {
        while true {
            let answer = answer(question)
            guard answer != .asStored, .now + Self.pause < deadline else { return answer }
            _ = Poller().wait(timeout: Self.pause)
        }
    }

    private func answer(_ question: Question) -> ServedState.Answer? {
        do throws(PeerError) {
            let reply = try world.askPeer(question.endpoint, question.serverName, nil, Self.patience)
            guard let first = reply.chain.first else { return .failed(problem: "", hint: "") }
            let found = CertificateReader.fingerprint(der: first)
            if found == sha256 {
                let missing = intermediates.first { !reply.chain.contains($0) }
                return missing.map { .incomplete(missing: CertificateReader.summary(der: $0).subject) } ?? .asStored
            }
            if let number = generations[Hexadecimal.string(found)] { return .outdated(generation: number) }
            return .other(name: CertificateReader.summary(der: first).subject, sha256: found)
        } catch {
            if question.isGuess, error.cause == .refused { return nil }
            return .failed(problem: error.problem, hint: error.hint)
        }
    }
}
