import CertificateEngine
import CertificateModel
import CertificateStore
import Threads

/// Asks all endpoints at once which certificate they serve.
struct EndpointProof: Sendable {
    /// An endpoint and the SNI to send.
    struct Question: Sendable {
        let endpoint: PeerAddress
        /// The SNI (RFC 6066 section 3). Nil for none, as from a client that knows only the address.
        let serverName: HostName?
        /// Whether the endpoint is derived and not configured. Then it is not an error if nothing listens.
        let isGuess: Bool
        /// The protocol that begins in plain text there; nil where TLS begins at once.
        var startTLS: StartTLS?
    }

    let world: World
    /// The SHA-256 fingerprint of the expected identity.
    let sha256: [UInt8]
    /// The intermediates, which the server must send too.
    let intermediates: [[UInt8]]
    /// The other generations, by the hexadecimal SHA-256 fingerprint of their identity.
    let generations: [String: Int]
    /// The timeout of one question.
    private static let patience = Duration.seconds(5)
    /// The pause before an endpoint is asked again.
    private static let pause = Duration.milliseconds(250)

    /// The proof for the live generation.
    init(_ generation: Generation, _ live: LiveCertificates, in installation: Installation) throws {
        world = installation.world
        sha256 = live.identity.sha256
        intermediates = live.intermediates
        var generations: [String: Int] = [:]
        for number in try installation.store.generations() where number != generation.number {
            // A damaged generation is not served.
            let records = (try? installation.store.generation(number))?.manifest.body.certificates ?? []
            for record in records where record.kind == CertificateKind.identity.rawValue {
                generations[record.sha256] = number
            }
        }
        self.generations = generations
    }

    /// Asks each endpoint until it serves the identity or the duration is over; by default once. A guessed endpoint is
    /// left out if nothing listens.
    func ask(_ questions: [Question], for duration: Duration = .zero) -> [ServedState] {
        let deadline = ContinuousClock.now + duration
        let answers = questions.map { question in
            let answer = Promise<ServedState.Answer?>()
            DetachedThread.run { answer.fulfil(self.answer(question, until: deadline)) }
            return answer
        }
        // Longer than one timeout. A peer that has not answered by then is reported as still being asked.
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
            let reply = try world.askPeer(question.endpoint, question.serverName, question.startTLS, Self.patience)
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
