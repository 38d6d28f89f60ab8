import CertificateEngine
import CertificateModel
import CertificateStore
import Synchronization
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

    /// How often it is told how far the questions are, and looked whether the operator wants them to end.
    private static let tick = Duration.milliseconds(100)

    /// What each question was answered so far; nil for a guess of which nothing is known yet, or that is left out.
    private final class Board: Sendable {
        private struct State {
            var answers: [ServedState.Answer?]
            var open: Int
        }

        let isDone = Promise<Void>()
        private let state: Mutex<State>

        init(_ questions: [Question]) {
            state = Mutex(State(answers: questions.map { $0.isGuess ? nil : .asking }, open: questions.count))
            if questions.isEmpty { isDone.fulfil(()) }
        }

        var answers: [ServedState.Answer?] { state.withLock(\.answers) }

        func note(_ answer: ServedState.Answer?, of index: Int, isLast: Bool) {
            let open = state.withLock { state in
                state.answers[index] = answer
                if isLast { state.open -= 1 }
                return state.open
            }
            if open == 0 { isDone.fulfil(()) }
        }
    }

    /// Asks each endpoint until it serves the identity, the duration is over or `isStopped`; by default once. A guessed
    /// endpoint is left out if nothing listens. `tell` is told whenever an answer, or the seconds that are left, are others.
    func ask(
        _ questions: [Question], for duration: Duration = .zero, isStopped: @escaping @Sendable () -> Bool = { false },
        _ tell: ([ServedState], _ secondsLeft: Int) -> Void = { _, _ in }
    ) -> [ServedState] {
        let deadline = ContinuousClock.now + duration
        let board = Board(questions)
        func states() -> [ServedState] {
            zip(questions, board.answers).compactMap { question, answer in
                answer.map {
                    ServedState(
                        endpoint: question.endpoint.description, answer: $0, isNamed: question.serverName != nil)
                }
            }
        }
        var told = (states: states(), left: Int(duration.components.seconds))
        tell(told.states, told.left)
        for (index, question) in questions.enumerated() {
            DetachedThread.run { self.answer(question, index, on: board, until: deadline, isStopped) }
        }
        // Longer than one timeout. A peer that has not answered by then is reported as still being asked.
        let end = deadline + Self.patience * 2
        while board.isDone.wait(for: Self.tick) == nil, .now < end, !isStopped() {
            let left = max((deadline - .now).components.seconds + 1, 0)
            let now = (states: states(), left: min(Int(left), told.left))
            if now != told { tell(now.states, now.left) }
            told = now
        }
        return states()
    }

    private func answer(
        _ question: Question, _ index: Int, on board: Board, until deadline: ContinuousClock.Instant,
        _ isStopped: @Sendable () -> Bool
    ) {
        while true {
            let answer = answer(question)
            let isLast = answer == .asStored || .now + Self.pause >= deadline || isStopped()
            board.note(answer, of: index, isLast: isLast)
            if isLast { return }
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
