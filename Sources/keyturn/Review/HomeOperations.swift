import Threads
import CertificateEngine
import CertificateModel
import CertificateStore
import Host
import Synchronization
import Viewer

/// What the home screen does to its server, each on a thread of its own.
final class HomeOperations: Sendable {
    private let store: Store
    private let site: SiteFile
    private let post: @Sendable (Event) -> Void
    /// What was signed and is neither written nor given up. It lives in memory only, and its keys are cleansed with it.
    private let prepared = Mutex<[Int: (regenerating: Regenerating, certificates: PreparedRegeneration)]>([:])

    init(_ store: Store, _ site: SiteFile, post: @escaping @Sendable (Event) -> Void) {
        self.store = store
        self.site = site
        self.post = post
    }

    /// Signs in memory.
    func prepare(_ choice: RegenerationChoice, id: Int) {
        run { operations in
            // The screen asks for itself before a name is lost.
            let regenerating = Regenerating(
                store: operations.store, choice: choice, command: "regenerate", reason: operations.reason,
                allowsNameLoss: true)
            let new = try regenerating.prepare()
            operations.prepared.withLock { $0[id] = (regenerating, new) }
            let ignition = new.ignition
            operations.post(
                .prepared(
                    RegenerationPreview(
                        id: id, difference: new.difference,
                        root: choice.subject == .root ? ignition.rootTable : nil, identity: ignition.identityTable,
                        profile: ignition.plan.profile, warnings: new.warnings,
                        clockWarning: ignition.plan.clock.warning)))
        } refused: {
            .notPrepared(id: id, $0)
        }
    }

    /// Forgets what was prepared.
    func discard(_ id: Int) { prepared.withLock { $0[id] = nil } }

    /// Writes what was prepared, and hands it to the servers. Until it is written it stays, to be written again.
    func regenerate(_ id: Int) {
        run { operations in
            guard let new = operations.prepared.withLock({ $0[id] }) else {
                throw Refusal("the certificates are not prepared any more", hint: "go back, and choose again")
            }
            // Read before anything is written: a configuration that is refused keeps the store as it is.
            let handoff = try operations.site.handoff(
                operations.store, command: "regenerate", reason: new.regenerating.reason)
            let number = try new.regenerating.commit(new.certificates)
            operations.discard(id)
            operations.handOff(number, from: new.certificates.replaces, handoff)
        } refused: {
            .notSwitched($0)
        }
    }

    /// Makes an earlier generation live again, and hands it to the servers.
    func rollBack(to number: Int) {
        run { operations in
            let handoff = try operations.site.handoff(operations.store, command: "rollback")
            guard let went = try Rollback(store: operations.store).perform(to: number) else {
                throw Refusal("generation \"\(number)\" is live already", hint: "look at the history again with u")
            }
            operations.handOff(went.to, from: went.from, handoff)
        } refused: {
            .notSwitched($0)
        }
    }

    /// Hands what is live to the servers once more, as `renew` does where that is owed to them.
    func runHooks() {
        run { operations in
            let live = try operations.store.requiredGeneration().number
            let handoff = try operations.site.handoff(operations.store, command: "renew")
                .retrying(try operations.store.journal().handoff(of: live))
            operations.handOff(live, from: nil, handoff)
        } refused: {
            .notSwitched($0)
        }
    }

    func readHistory() {
        run { operations in
            operations.post(.history(try GenerationHistory(operations.store).entries))
        } refused: {
            .noHistory($0)
        }
    }

    /// Changes the site configuration, and notes it in the journal: as the one writer of the store, so that a run that holds
    /// it is not surprised.
    func set(renewsAutomatically isOn: Bool) {
        run { operations in
            let entry = JournalEntry(
                time: SystemClock.now().description, command: "keyturn", operator: .current,
                reason: "in \(VisibleText.quoted(operations.site.path))",
                result: isOn ? JournalEntry.renewalSwitchedOn : JournalEntry.renewalSwitchedOff)
            try operations.store.withLock { writer in
                let before = try operations.site.read().renewsAutomatically
                try operations.site.set(renewsAutomatically: isOn)
                do { try writer.journal(entry) } catch {
                    // What cannot be noted is not done.
                    try? operations.site.set(renewsAutomatically: before)
                    throw error
                }
            }
            operations.post(.renewsAutomatically(isOn))
        } refused: {
            .renewalNotSaved($0)
        }
    }

    /// What is due at this moment: the history tells why.
    private var reason: String? {
        guard let handoff = try? site.handoff(store, command: "regenerate"),
            let found = try? StatusInspector(handoff: handoff).findings(asksEndpoints: false, readsFiles: false),
            !found.outlook.reasons.isEmpty
        else { return nil }
        return Renewal.journalReason(found.outlook.reasons.map(\.sentence))
    }

    /// The store is switched; from here on nothing can be refused.
    private func handOff(_ number: Int, from before: Int?, _ handoff: Handoff) {
        let digest = { [store] (file: String) in
            (try? store.generation(number).member(file).sha256).map { Hexadecimal.string($0) } ?? ""
        }
        post(
            .switched(
                SwitchedGeneration(
                    generation: number, rootFingerprint: digest("root.pem"),
                    identityFingerprint: digest("identity.pem"))))
        post(.handedOff(handoff.perform(from: before) { [post] in post(.handingOff($0)) }))
    }

    private func run(
        _ work: @escaping @Sendable (HomeOperations) throws -> Void,
        refused: @escaping @Sendable (Refusal) -> Event
    ) {
        DetachedThread.run { [self] in
            do { try work(self) } catch {
                let failure = CommandFailure(describingAny: error)
                post(refused(Refusal(failure.problem, hint: failure.hint)))
            }
        }
    }
}
