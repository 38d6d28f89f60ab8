import CertificateEngine
import CertificateModel
import CertificateStore
import Operations
import Screens
import Synchronization

/// Performs the effects of the home screen that change its server, by operations.
final class HomePerformer: Sendable {
    private let installation: Installation
    private let start: WorkStarter
    private let post: @Sendable (Event) -> Void
    private let isStopped = StopSwitch()
    /// The preparations that are neither written nor discarded. They are in memory only; their keys are cleansed with them.
    private let prepared = Mutex<[Int: (regeneration: Regeneration, certificates: Regeneration.Prepared)]>([:])

    init(_ installation: Installation, start: @escaping WorkStarter, post: @escaping @Sendable (Event) -> Void) {
        self.installation = installation
        self.start = start
        self.post = post
    }

    /// Performs an effect; false where it is for another performer.
    func perform(_ effect: Effect) -> Bool {
        switch effect {
        case .prepare(let choice, let answers, let id): prepare(choice, answers, id: id)
        case .discard(let id): discard(id)
        case .regenerate(let id, let consent): regenerate(id, consent)
        case .history: readHistory()
        case .rollBack(let number, let consent): rollBack(to: number, consent)
        case .runHooks: runHooks()
        case .stopAsking: isStopped.isOn = true
        case .renewAutomatically(let isOn): set(renewsAutomatically: isOn)
        default: return false
        }
        return true
    }

    /// Signs in memory.
    private func prepare(_ choice: RegenerationChoice, _ answers: Answers?, id: Int) {
        run { () throws(OperationError) in
            let regeneration = Regeneration(
                self.installation, choice, command: "regenerate", reason: Renewal.presentReason(of: self.installation))
            let new = try regeneration.prepare(answers)
            self.prepared.withLock { $0[id] = (regeneration, new) }
            let certificates = new.certificates
            self.post(
                .prepared(
                    RegenerationPreview(
                        id: id, difference: new.difference,
                        root: choice.subject == .root ? certificates.rootTable : nil,
                        identity: certificates.identityTable, profile: certificates.plan.profile,
                        confirmation: new.confirmation, clockWarning: certificates.plan.clock.warning)))
        } refused: {
            .notPrepared(id: id, $0)
        }
    }

    /// Forgets a preparation.
    private func discard(_ id: Int) { prepared.withLock { $0[id] = nil } }

    /// Writes a preparation, and hands it to the servers. If that fails, it stays prepared for another try.
    private func regenerate(_ id: Int, _ consent: Consent) {
        run { () throws(OperationError) in
            guard let new = self.prepared.withLock({ $0[id] }) else {
                throw .notPrepared(what: "the certificates")
            }
            // Read before anything is written: a configuration that is refused keeps the store as it is.
            let handoff = try self.installation.handoff(command: "regenerate", reason: new.regeneration.reason)
            let number = try new.regeneration.commit(new.certificates, consent)
            self.discard(id)
            self.handOff(number, from: new.certificates.replaces, handoff)
        } refused: {
            .notSwitched($0)
        }
    }

    /// Makes an earlier generation live again, and hands it to the servers.
    private func rollBack(to number: Int, _ consent: Consent) {
        run { () throws(OperationError) in
            let handoff = try self.installation.handoff(command: "rollback")
            let rollback = Rollback(self.installation)
            guard let prepared = try rollback.prepare(to: number) else { throw .alreadyLive(generation: number) }
            try rollback.commit(prepared, consent)
            self.handOff(prepared.to, from: prepared.from, handoff)
        } refused: {
            .notSwitched($0)
        }
    }

    /// Hands the live generation to the servers again, as `renew` does after a hand-off that failed.
    private func runHooks() {
        run { () throws(OperationError) in
            let (live, handoff) = try self.installation.handoff(command: "renew").retryingWhatFailed()
            self.handOff(live, from: nil, handoff)
        } refused: {
            .notSwitched($0)
        }
    }

    private func readHistory() {
        run { () throws(OperationError) in
            self.post(.history(try History(self.installation).entries()))
        } refused: {
            .noHistory($0)
        }
    }

    /// Turns automatic renewal on or off.
    private func set(renewsAutomatically isOn: Bool) {
        run { () throws(OperationError) in
            try RenewalSwitch(self.installation).set(isOn)
            self.post(.renewsAutomatically(isOn))
        } refused: {
            .renewalNotSaved($0)
        }
    }

    /// Hands over a switched store: from here on nothing is refused.
    private func handOff(_ number: Int, from before: Int?, _ handoff: Handoff) {
        let digests = StoredReview.fingerprints(of: number, in: installation)
        post(
            .switched(
                SwitchedGeneration(
                    generation: number, rootFingerprint: digests.root, identityFingerprint: digests.identity)))
        isStopped.isOn = false
        var handoff = handoff
        handoff.isStopped = { [isStopped] in isStopped.isOn }
        post(.handedOff(handoff.perform(from: before) { [post] in post(.handingOff($0)) }))
    }

    private func run(
        _ work: @escaping @Sendable () throws(OperationError) -> Void,
        refused: @escaping @Sendable (Refusal) -> Event
    ) {
        start { [post] in do throws(OperationError) { try work() } catch { post(refused(error.atHome)) } }
    }
}
