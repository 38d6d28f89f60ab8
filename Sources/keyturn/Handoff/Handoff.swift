import CertificateEngine
import CertificateModel
import CertificateStore
import Operations
import Host

/// Hands a generation that became live to the servers that use it: the deploy hooks, then the proof that it is served.
///
/// The store is not held meanwhile: a hook may take its time, and may call this program.
struct Handoff: Sendable {
    let store: Store
    let site: SiteConfiguration
    var hooks: HookRunner
    /// Which command made it live, and why.
    let command: String
    var reason: String?

    /// Whether servers have to be told of a generation; where they find out by themselves, nothing is owed to them.
    var tellsServers: Bool { !hooks.isEmpty }

    /// Whether this run was started by a deploy hook of another one: it hands nothing over, for that would start the hook
    /// again. The next run does.
    static var isInsideHook: Bool { Environment["KEYTURN_GENERATION"] != nil }

    /// The same for another try: of the hooks, only those that failed. Where none did, and the endpoints do not serve what is
    /// live, all of them.
    func retrying(_ state: HandoffState) -> Handoff {
        guard case .failed(let failed) = state, !failed.isEmpty else { return self }
        var handoff = self
        handoff.hooks.names = Set(failed.map(\.name))
        return handoff
    }

    /// Hands over what is live, which took the place of the generation `before`. What goes wrong is in the outcome: the
    /// switch is done, whatever becomes of this.
    func perform(from before: Int?, _ tell: @escaping @Sendable (HandoffStep) -> Void = { _ in }) -> HandoffOutcome {
        var outcome = HandoffOutcome()
        guard !Self.isInsideHook else {
            outcome.warnings = [
                "a deploy hook started this: no hooks are run, and no server is asked, before the next run"
            ]
            return outcome
        }
        do {
            // Another run may be telling them of an older generation at this moment, or have told them of this one.
            let turn = try store.waitForHandoff { tell(.waiting) }
            defer { turn.end() }
            let live = try store.requiredGeneration()
            guard try store.journal().handoff(of: live.number) != .done else { return outcome }
            if tellsServers || !site.endpoints.isEmpty || hooks.names != nil {
                try run(for: live, &outcome, tell)
                if !outcome.isProven, site.rollsBackIfUnproven, let before, before != live.number {
                    tell(.goingBack(generation: before))
                    return goingBack(to: before, from: live.number, outcome, tell)
                }
            }
            try prune()
        } catch {
            outcome.warnings.append(CommandFailure(describingAny: error).problem)
        }
        return outcome
    }

    private func run(
        for live: Generation, event: String? = nil, _ outcome: inout HandoffOutcome,
        _ tell: @escaping @Sendable (HandoffStep) -> Void
    ) throws {
        outcome.hooks = hooks.runAndWait(facts: try facts(live, event: event), tell)
        if !site.endpoints.isEmpty {
            tell(.asking(site.endpoints.map(\.description), seconds: site.proofTimeout))
            let server = try live.server()
            let names = try live.member("identity.pem").contents.subjectAlternativeNames?.value ?? []
            outcome.served = try EndpointInspector(live, in: store).ask(
                EndpointInspector.Question.all(
                    site.endpoints, hostName: server.hostName.value, names: names, facts: HostInspector.facts()),
                for: .seconds(site.proofTimeout))
        }
        try note(outcome, of: live.number)
    }

    /// The servers did not take the new certificates: they get the old ones back, after the same checks as by hand.
    private func goingBack(
        to before: Int, from live: Int, _ unproven: HandoffOutcome, _ tell: @escaping @Sendable (HandoffStep) -> Void
    ) -> HandoffOutcome {
        var outcome = unproven
        do {
            _ = try Rollback(store: store, command: command, reason: "generation \(live) is not served")
                .perform(to: before, from: live)
            outcome.wentBackTo = before
            var again = HandoffOutcome()
            var handoff = self
            handoff.reason = "generation \(live) is not served"
            try handoff.run(for: try store.requiredGeneration(), event: "rollback", &again, tell)
            outcome.hooks = again.hooks
            outcome.warnings += again.served.filter { $0.answer != .asStored }.map(\.sentence)
            try prune()
        } catch {
            let failure = CommandFailure(describingAny: error)
            outcome.warnings.append("generation \(before) is not live again: \(failure.problem)")
        }
        return outcome
    }

    private func note(_ outcome: HandoffOutcome, of generation: Int) throws {
        let result =
            !outcome.isProven
            ? JournalEntry.notProven : outcome.hasDeployed ? JournalEntry.deployed : JournalEntry.notDeployed
        var entry = JournalEntry(
            time: SystemClock.now().description, generation: generation, command: command, operator: .current,
            reason: reason, result: result)
        entry.hooks = outcome.hooks.isEmpty ? nil : outcome.hooks.map(HookRecord.init)
        entry.served = outcome.served.isEmpty ? nil : outcome.served.map(\.sentence)
        try store.withLock { writer in try writer.journal(entry) }
    }

    /// Removes the generations that nobody asked to keep.
    private func prune() throws {
        guard try store.generations().count > site.generationsKept else { return }
        try store.withLock { writer in
            let removed = try writer.prune(keeping: site.generationsKept)
            guard !removed.isEmpty else { return }
            let entry = JournalEntry(
                time: SystemClock.now().description, command: command, operator: .current,
                reason: "generation\(removed.count == 1 ? "" : "s") "
                    + "\(removed.map(String.init).joined(separator: ", ")), beyond the \(site.generationsKept) newest",
                result: JournalEntry.pruned)
            try writer.journal(entry)
        }
    }

    /// What hooks are told, in their environment: nothing secret.
    private func facts(_ live: Generation, event: String? = nil) throws -> [String: String] {
        let (identity, root) = (try live.member("identity.pem"), try live.member("root.pem"))
        let names = identity.contents.subjectAlternativeNames?.value ?? []
        return [
            "KEYTURN_EVENT": event ?? command,
            "KEYTURN_REASON": VisibleText.cleaned(reason ?? ""),
            "KEYTURN_GENERATION": String(live.number),
            "KEYTURN_STORE": Environment.absolute(store.layout.folder),
            "KEYTURN_LIVE": Environment.absolute(store.layout.live),
            "KEYTURN_HOST_NAME": live.manifest.body.hostName.value,
            "KEYTURN_NAMES": names.map { VisibleText.cleaned($0.description) }.joined(separator: " "),
            "KEYTURN_SERIAL": identity.contents.serial.value?.description ?? "",
            "KEYTURN_SHA256": Hexadecimal.string(identity.sha256),
            "KEYTURN_NOT_BEFORE": identity.contents.notBefore.description,
            "KEYTURN_NOT_AFTER": identity.contents.notAfter.description,
            "KEYTURN_ROOT_SHA256": Hexadecimal.string(root.sha256),
        ]
    }
}
