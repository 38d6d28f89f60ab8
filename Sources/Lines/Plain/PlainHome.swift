import CertificateEngine
import CertificateModel
import CertificateStore
package import Operations

/// The home screen of an ignited server, line by line: a numbered list of what there is to do.
package struct PlainHome {
    /// What there is to do.
    private enum Entry: CaseIterable {
        case state, certificates, changeNames, regenerate, replace, history, renewal, handOut, export, hooks

        var words: String {
            switch self {
            case .state: "state"
            case .certificates: "certificates"
            case .changeNames: "change names"
            case .regenerate: "regenerate"
            case .replace: "replace"
            case .history: "history, roll back"
            case .renewal: "automatic renewal"
            case .handOut: "hand out the root"
            case .export: "export"
            case .hooks: "run the deploy hooks again"
            }
        }

        /// Whether it is there for this server. A third party's certificates cannot be made here.
        func isThere(_ server: ServerState) -> Bool {
            switch self {
            case .state, .certificates, .history, .handOut, .export: true
            case .changeNames, .regenerate, .renewal: !server.isImported
            case .replace: server.isImported
            case .hooks: server.owesHooks
            }
        }
    }

    private let find: () -> Installation
    private let prompt = Prompt()

    /// The home screen of this installation. Each action finds the installation anew.
    package init(_ installation: @escaping @autoclosure () -> Installation) { find = installation }

    /// The host as it is at this moment: every operation reads it once.
    private var installation: Installation { find() }

    /// Shows the state, and does what the operator chooses until he leaves.
    package func run() throws {
        Console.talk("Keyturn \(SoftwareRelease.version). \(Prompt.keys)")
        try tellState()
        while let entry = try choose() {
            do {
                try perform(entry)
            } catch is Prompt.Back {
                continue
            } catch let ended as Prompt.Ended {
                throw ended
            } catch {
                let failure = CommandFailure(any: error)
                if failure.status == .left { throw failure }
                Prompt.show(failure)
            }
        }
        prompt.close()
    }

    /// What to do; nil to leave, also at the end of the input.
    private func choose() throws -> Entry? {
        let server = try state(asksEndpoints: false)
        let entries = Entry.allCases.filter { $0.isThere(server) }
        for (index, entry) in entries.enumerated() { Console.talk("\(index + 1): \(entry.words)") }
        Console.talk("0: leave")
        do {
            return try prompt.askFirst {
                let number = try prompt.ask(
                    "Number", "0",
                    help: "Type the number of what you want to do. 0 leaves. Nothing is written unasked.", from: 0,
                    upTo: entries.count)
                return number == 0 ? nil : entries[number - 1]
            }
        } catch let failure as CommandFailure where failure.status == .left {
            return nil
        }
    }

    private func perform(_ entry: Entry) throws {
        switch entry {
        case .state: try tellState()
        case .certificates: try tellCertificates()
        case .changeNames: try changeNames()
        case .regenerate: try regenerate()
        case .replace: tellHowToReplace()
        case .history: try history()
        case .renewal: try switchRenewal()
        case .handOut: try PlainHandOut(installation, prompt).run()
        case .export:
            try PlainExport(installation, prompt).run(try state(asksEndpoints: false).server.hostName.value)
        case .hooks: try runHooks()
        }
    }

    // MARK: - What is told

    private func state(asksEndpoints: Bool) throws -> ServerState {
        try found(asksEndpoints: asksEndpoints).state
    }

    private func found(asksEndpoints: Bool) throws -> (state: ServerState, generation: Generation) {
        try ServerInspection(installation).state(asksEndpoints: asksEndpoints, readsFiles: false)
    }

    private func tellState() throws {
        let (server, generation) = try found(asksEndpoints: true)
        var lines = [
            PlainRows.line("Server", server.hostName),
            PlainRows.line("Store", "\(server.store), generation \(server.generation)"),
            PlainRows.line(
                "Certificates",
                (server.isImported ? "imported" : "issued here") + (server.profile.map { ", profile \($0)" } ?? "")),
        ]
        if server.pendingRequests > 0 { lines.append("Signing requests that wait: \(server.pendingRequests)") }
        if let warning = server.clockWarning { lines.append(PlainRows.line("Clock", warning)) }
        do throws(OperationError) { try ServerInspection.verifyWhatIsServed(by: generation) } catch {
            let damage = CommandFailure(error)
            lines += [
                PlainRows.line("files, \(ServerStatus.Severity.critical.word)", damage.problem),
                "  hint: \(damage.hint)",
            ]
        }
        for line in server.status.lines {
            lines.append(PlainRows.line("\(line.subject), \(line.severity.word)", line.text))
            if let advice = line.commandAdvice { lines.append("  hint: \(advice)") }
        }
        lines.append(
            PlainRows.line(
                "Renewal",
                (server.isImported ? "by hand" : server.renewal.isAutomatic ? "automatic" : "not automatic")
                    + ", due on \(server.renewal.dueAt.date)"))
        for coverage in server.coverage {
            let covered = coverage.coveredBy == nil ? "not covered" : "covered"
            lines.append(PlainRows.line("\(coverage.role), \(covered)", coverage.name.bareText))
        }
        for absent in server.absent {
            lines.append(PlainRows.line("\(absent.role), not on this host any more", absent.name.bareText))
        }
        try Console.say(lines.joined(separator: "\n"))
    }

    private func tellCertificates() throws {
        let review = try StoredReview(liveOf: installation)
        for certificate in review.certificates {
            try Console.say(PlainRows.text(of: certificate.judged.table))
            for check in certificate.judged.checks {
                try Console.say(PlainRows.line("\(check.check.rawValue), \(check.verdict.rawValue)", check.detail))
            }
            try Console.say(
                PlainRows.line("SHA-256 fingerprint", Hexadecimal.string(certificate.judged.member.sha256)) + "\n")
        }
    }

    private func tellHowToReplace() {
        Console.talk(Replacement.reason)
        for (index, step) in Replacement.steps.enumerated() { Console.talk("\(index + 1). \(step)") }
    }

    // MARK: - What is written

    /// Asks the questions of the wizard, with the answers of the server.
    private func changeNames() throws {
        let installation = installation
        let found = try ServerInspection(installation).state(asksEndpoints: false, readsFiles: false).state
        var answers = Answers(of: found.server)
        answers.profile = found.profile.flatMap(Profile.init(rawValue:)) ?? .interoperable
        let asked = PlainAnswers(answers, installation.world.facts(), installation, prompt, changing: found.server)
        try prompt.ask(
            asked.questions + [
                {
                    try write(RegenerationChoice(changingNaming: asked.changesNaming), asked.answers)
                    return true
                }
            ])
    }

    private func regenerate() throws {
        var choice = RegenerationChoice(.identity)
        try prompt.ask([
            {
                let subject = try prompt.ask(
                    "Certificate", choice.subject.rawValue,
                    help: "identity is what the server serves: clients need nothing new. root is what clients trust.",
                    among: ["identity": RegenerationChoice.Subject.identity, "root": .root])
                choice = RegenerationChoice(subject)
                return true
            },
            {
                choice.keepsKey = try prompt.ask(
                    choice.subject == .identity ? "Its key" : "The root's key", choice.keepsKey ? "keep" : "new",
                    help: choice.subject == .identity
                        ? "keep, for clients that pin the key. new, if others may know the present one."
                        : "new makes every phone and browser refuse this server until it has the new root.",
                    among: ["keep": true, "new": false])
                return true
            },
            {
                try write(choice, nil)
                return true
            },
        ])
    }

    /// Signs in memory, shows what changes, and writes it if the operator confirms.
    private func write(_ choice: RegenerationChoice, _ answers: Answers?) throws {
        let installation = installation
        let regeneration = Regeneration(
            installation, choice, command: "regenerate", reason: Renewal.presentReason(of: installation))
        let prepared = try regeneration.prepare(answers)
        if choice.subject == .root { Console.talk(PlainRows.text(of: prepared.certificates.rootTable)) }
        Console.talk(PlainRows.text(of: prepared.certificates.identityTable))
        Console.talk(DifferenceReport(prepared.difference).text)
        guard let consent = try prompt.consent(to: prepared.confirmation) else {
            return Console.talk("Nothing was written.")
        }
        let handoff = try installation.handoff(command: "regenerate", reason: regeneration.reason)
        let number = try regeneration.commit(prepared, consent)
        try Console.say("Written as generation \(number).")
        try HandoffReport(handoff.perform(from: prepared.replaces)).tell(isTable: true)
    }

    private func history() throws {
        let entries = try History(installation).entries()
        try HistoryReport(entries).print(as: .table)
        var target: HistoryEntry?
        try prompt.ask([
            {
                target = try prompt.ask(
                    "Roll back to generation (- for none)", "",
                    help:
                        "The number of a generation makes it live again. Nothing is removed. Enter leaves all as it is."
                ) { text throws(Refusal) in
                    guard !text.isEmpty else { return nil }
                    guard let entry = entries.first(where: { "\($0.generation)" == text.trimmed }) else {
                        throw Refusal(
                            "\(VisibleText.quoted(text)) is not a generation of the history",
                            hint: "type one of the numbers above")
                    }
                    return entry
                }
                return true
            },
            {
                guard let target else { return false }
                try rollBack(to: target)
                return true
            },
        ])
    }

    private func rollBack(to target: HistoryEntry) throws {
        let installation = installation
        let rollback = Rollback(installation)
        guard let went = try rollback.prepare(to: target.generation) else {
            throw OperationError.alreadyLive(generation: target.generation)
        }
        if let record = target.record {
            Console.talk(PlainRows.line("Names", record.names.map(\.bareText).joined(separator: ", ")))
            Console.talk(PlainRows.line("Serial number", record.identity?.serial ?? ""))
        }
        guard let consent = try prompt.consent(to: went.confirmation) else {
            return Console.talk("Nothing was changed.")
        }
        let handoff = try installation.handoff(command: "rollback")
        try rollback.commit(went, consent)
        try Console.say("Generation \(went.to) is live again.")
        try HandoffReport(handoff.perform(from: went.from)).tell(isTable: true)
    }

    private func switchRenewal() throws {
        let server = try state(asksEndpoints: false)
        let isAutomatic = server.renewal.isAutomatic
        var wanted = isAutomatic
        try prompt.ask([
            {
                wanted = try prompt.ask(
                    "Automatic renewal", isAutomatic ? "on" : "off",
                    help:
                        "on: a timer renews certificates when they are due. off: they stay until you regenerate them.",
                    among: ["on": true, "off": false])
                return true
            },
            {
                guard wanted != isAutomatic else { return false }
                Console.talk(PlainRows.line("Written to", "\(server.siteFile), and to the journal"))
                let isConfirmed = try prompt.confirm("Turn automatic renewal \(wanted ? "on" : "off")?")
                guard isConfirmed else {
                    Console.talk("Nothing was changed.")
                    return true
                }
                try RenewalSwitch(installation).set(wanted)
                try Console.say("Automatic renewal is \(wanted ? "on" : "off").")
                return true
            },
        ])
    }

    private func runHooks() throws {
        guard
            try prompt.confirm(HookOutcome.againQuestion, help: HookOutcome.againRemark)
        else { return }
        let (live, handoff) = try installation.handoff(command: "renew").retryingWhatFailed()
        try Console.say("Generation \(live) stays live.")
        try HandoffReport(handoff.perform(from: nil)).tell(isTable: true)
    }
}
