import CertificateEngine
public import CertificateModel
import CertificateStore

/// Hands a new live generation to the servers: runs the deploy hooks, then checks that the endpoints serve it.
///
/// The store is not locked meanwhile: hooks take time, and may call this program.
public struct Handoff: Sendable {
    let installation: Installation
    /// The site configuration from before the switch.
    public let site: SiteConfiguration
    var hooks: HookRunner
    /// The command that made the generation live.
    let command: String
    /// Why it became live; nil if no reason was given.
    public var reason: String?
    /// Whether the operator does not want to wait for endpoints any longer.
    public var isStopped: @Sendable () -> Bool = { false }

    private var store: Store { installation.store }
    private var world: World { installation.world }

    init(_ installation: Installation, _ site: SiteConfiguration, command: String, reason: String?) {
        self.installation = installation
        self.site = site
        hooks = HookRunner(folder: HookFolder(of: installation), seconds: site.hookTimeout, in: installation.world)
        self.command = command
        self.reason = reason
    }

    /// Whether the hand-off has to be done or repeated. If a deploy hook started this run, the next run does it.
    public func isOwed(_ state: HandoffState) -> Bool {
        (!hooks.isEmpty || !site.endpoints.isEmpty) && state != .done && !world.isInsideHook
    }

    /// The hand-off that a retry performs: only the hooks that failed. All hooks if none failed, but the endpoints do
    /// not serve the live generation.
    public func retrying(_ state: HandoffState) -> Handoff {
        guard case .failed(let failed) = state, !failed.isEmpty else { return self }
        var handoff = self
        handoff.hooks.names = Set(failed.map(\.name))
        return handoff
    }

    /// Performs what a hand-off of the live generation still lacks; nil if nothing.
    public func makeUp(for state: HandoffState) -> HandoffOutcome? {
        isOwed(state) ? retrying(state).perform(from: nil) : nil
    }

    /// The live generation, and a hand-off that repeats only what failed.
    public func retryingWhatFailed() throws(OperationError) -> (generation: Int, handoff: Handoff) {
        try OperationError.facts {
            let live = try store.requiredGeneration().number
            return (live, retrying(try store.journal().handoff(of: live)))
        }
    }

    /// Hands over the live generation, which replaced generation `before`. Errors are in the outcome and are not
    /// thrown, because the switch itself has succeeded.
    public func perform(
        from before: Int?, _ tell: @escaping @Sendable (HandoffStep) -> Void = { _ in }
    ) -> HandoffOutcome {
        var outcome = HandoffOutcome(warnings: removeAnsweredRequest())
        guard !world.isInsideHook else {
            outcome.warnings += [
                "a deploy hook started this: hooks run, and servers are asked, only at the next run"
            ]
            return outcome
        }
        do {
            // Another run may be handing over an older generation, or may have handed over this one already.
            let turn = try store.waitForHandoff { tell(.waiting) }
            defer { turn.end() }
            if !hooks.isEmpty || !site.endpoints.isEmpty || hooks.names != nil {
                let live = try store.requiredGeneration()
                guard try store.journal().handoff(of: live.number) != .done else { return outcome }
                try run(for: live, &outcome, tell)
                if !outcome.isProven, site.rollsBackIfUnproven, let before, before != live.number {
                    tell(.goingBack(generation: before))
                    return goingBack(to: before, from: live.number, outcome, tell)
                }
            }
            try prune()
        } catch {
            outcome.warnings.append(OperationError(error).problem)
        }
        return outcome
    }

    /// Tries once more to remove the signing request that the live generation answers, and says why that cannot be done.
    private func removeAnsweredRequest() -> [String] {
        guard let number = (try? store.answeredRequest()) ?? nil else { return [] }
        do {
            try store.withLock { try $0.removeAnsweredRequest() }
            return []
        } catch {
            return [StoreRemark.answered(request: number, reason: OperationError(error).problem).sentence]
        }
    }

    private func run(
        for generation: Generation, event: String? = nil, _ outcome: inout HandoffOutcome,
        _ tell: @escaping @Sendable (HandoffStep) -> Void
    ) throws {
        let live = try LiveCertificates(generation)
        outcome.hooks = hooks.run(variables: variables(generation, live, event: event), tell)
        if !site.endpoints.isEmpty {
            let names = live.identity.contents.subjectAlternativeNames?.value ?? []
            outcome.served = try EndpointProof(generation, live, in: installation).ask(
                EndpointProof.Question.all(
                    site.endpoints, hostName: live.server.hostName.value, names: names, facts: world.facts()),
                for: .seconds(site.proofTimeout), isStopped: isStopped
            ) { tell(.asking($0, secondsLeft: $1)) }
        }
        try note(outcome, of: generation.number)
    }

    /// Makes the previous generation live again, because the servers do not serve the new one. It passes the same
    /// checks as a rollback by an operator.
    private func goingBack(
        to before: Int, from live: Int, _ unproven: HandoffOutcome, _ tell: @escaping @Sendable (HandoffStep) -> Void
    ) -> HandoffOutcome {
        var outcome = unproven
        let reason = "generation \(live) is not served"
        do {
            let rollback = Rollback(installation, command: command, reason: reason)
            if let prepared = try rollback.prepare(to: before) {
                guard prepared.from == live else {
                    throw OperationError.overtaken(store: store.layout.folder, live: prepared.from)
                }
                try rollback.commit(prepared, prepared.confirmation.consentOfReturn)
            }
        } catch {
            outcome.warnings.append("generation \(before) is not live again: \(OperationError(error).problem)")
            return outcome
        }
        outcome.wentBackTo = before
        var (handoff, again) = (self, HandoffOutcome())
        handoff.reason = reason
        var unfinished: String?
        do {
            try handoff.run(for: try store.requiredGeneration(), event: "rollback", &again, tell)
            try prune()
        } catch {
            unfinished = OperationError(error).problem
        }
        outcome.hooks = again.hooks
        outcome.warnings += again.served.filter { $0.answer != .asStored }.map(\.sentence)
        if let unfinished { outcome.warnings.append(unfinished) }
        return outcome
    }

    private func note(_ outcome: HandoffOutcome, of generation: Int) throws {
        let result =
            !outcome.isProven
            ? JournalEntry.notProven : outcome.hasDeployed ? JournalEntry.deployed : JournalEntry.notDeployed
        var entry = installation.journalEntry(
            generation: generation, command: command, reason: reason, result: result)
        entry.hooks = outcome.hooks.isEmpty ? nil : outcome.hooks.map(HookRecord.init)
        entry.served = outcome.served.isEmpty ? nil : outcome.served.map(\.sentence)
        try store.withLock { writer in try writer.journal(entry) }
    }

    /// Removes generations beyond the number to keep.
    private func prune() throws {
        guard try store.generations().count > site.generationsKept else { return }
        try store.withLock { writer in
            let removed = try writer.prune(keeping: site.generationsKept)
            guard !removed.isEmpty else { return }
            try writer.journal(
                installation.journalEntry(
                    command: command,
                    reason: "generation\(removed.count == 1 ? "" : "s") "
                        + "\(removed.map(String.init).joined(separator: ", ")), beyond the \(site.generationsKept) newest",
                    result: JournalEntry.pruned))
        }
    }

    /// The environment variables of the hooks. None of them is secret.
    private func variables(
        _ generation: Generation, _ live: LiveCertificates, event: String? = nil
    ) -> [String: String] {
        let (identity, root) = (live.identity, live.root)
        let names = identity.contents.subjectAlternativeNames?.value ?? []
        return [
            "KEYTURN_EVENT": event ?? command,
            "KEYTURN_REASON": VisibleText.cleaned(reason ?? ""),
            "KEYTURN_GENERATION": String(generation.number),
            "KEYTURN_STORE": world.absolute(store.layout.folder),
            "KEYTURN_LIVE": world.absolute(store.layout.live),
            "KEYTURN_HOST_NAME": generation.manifest.body.hostName.value,
            "KEYTURN_NAMES": names.map { VisibleText.cleaned($0.description) }.joined(separator: " "),
            "KEYTURN_SERIAL": identity.contents.serial.value?.description ?? "",
            "KEYTURN_SHA256": Hexadecimal.string(identity.sha256),
            "KEYTURN_NOT_BEFORE": identity.contents.notBefore.description,
            "KEYTURN_NOT_AFTER": identity.contents.notAfter.description,
            "KEYTURN_ROOT_SHA256": Hexadecimal.string(root.sha256),
        ]
    }
}
