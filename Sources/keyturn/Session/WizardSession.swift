import CertificateEngine
import CertificateModel
import CertificateStore
import Glibc
import HostInspection
import ScreenKit
import Terminal
import Wizard

/// The wizard on a terminal: waits for keys, signals and workers at once, and performs what the wizard asks for.
struct WizardSession {
    /// What workers send to the thread of the screen.
    private enum Message: Sendable {
        case event(Event)
        case prepared(PreparedIgnition, Plan)
    }

    private let ignition: Ignition
    private let terminal: Terminal
    private let signals: SignalSource
    private let mailbox: Mailbox<Message>
    private let keys: KeyMaterialGenerator
    private var state: State
    private var prepared: [Plan: PreparedIgnition] = [:]
    private var outcome: Outcome?
    /// A signal that ends the program, held back while certificates are being written.
    private var ending: SignalSource.Signal?

    init(_ options: GlobalOptions, store: Store) throws {
        let defaults = try options.siteDefaults()
        ignition = Ignition(store: store, mayReplace: false, command: "keyturn")
        signals = try SignalSource()
        mailbox = try Mailbox()
        terminal = try Terminal(color: options.colorPolicy)
        state = State(
            size: terminal.size, glyphs: .of(terminal.isUTF8 ? .unicode : .ascii), store: store.layout.folder,
            naming: defaults.naming, profile: defaults.profile ?? .interoperable)
        terminal.paint(state.view())
        // From here on the keys are made, while the operator types.
        keys = KeyMaterialGenerator()
        keys.start()
    }

    /// Runs until the operator is done or leaves.
    mutating func run() throws {
        defer { terminal.close() }
        let mailbox = mailbox
        DetachedThread.run { mailbox.post(.event(.inspected(HostInspector.facts()))) }
        let poller = Poller(
            terminal: terminal.fileDescriptor, signals: signals.fileDescriptor, mailbox: mailbox.fileDescriptor)
        while outcome == nil, ending == nil || state.isWriting {
            let ready = poller.wait()
            if ready.contains(.signals) { signals.take().forEach { take($0) } }
            if ready.contains(.mailbox) { mailbox.take().forEach { take($0) } }
            if ready.contains(.terminal) {
                do throws(TerminalError) {
                    for key in try terminal.readKeys() where outcome == nil { update(.key(key)) }
                } catch {
                    ending = .hangup
                    // A terminal that is gone is always ready: wait for the writing to end without it.
                    if state.isWriting { waitForWriting() }
                }
            }
            if outcome == nil { terminal.paint(state.view()) }
        }
        terminal.close()
        try finish()
    }

    private mutating func take(_ signal: SignalSource.Signal) {
        switch signal {
        case .windowChange, .resume:
            if signal == .resume { terminal.resume() } else { terminal.resize() }
            update(.resized(terminal.size))
        case .suspend:
            terminal.suspend()
            update(.resized(terminal.size))
        case .interrupt, .terminate, .hangup: ending = ending ?? signal
        }
    }

    private mutating func take(_ message: Message) {
        switch message {
        case .event(let event): update(event)
        case .prepared(let ignition, let plan):
            prepared[plan] = ignition
            update(.prepared(plan, Preparation(root: ignition.rootTable, identity: ignition.identityTable)))
        }
    }

    private mutating func waitForWriting() {
        let poller = Poller(mailbox: mailbox.fileDescriptor)
        while state.isWriting, poller.wait().contains(.mailbox) { mailbox.take().forEach { take($0) } }
    }

    private mutating func update(_ event: Event) {
        for effect in state.update(event) { perform(effect) }
    }

    private mutating func perform(_ effect: Effect) {
        let mailbox = mailbox
        switch effect {
        case .askReverseDNS(let address):
            ReverseLookup.start(address) { mailbox.post(.event(.reverseName(address, $0))) }
        case .prepare(let server, let profile, let clock): prepare(server, profile, clock)
        case .commit(let plan): commit(plan)
        case .saveAnswers(let answers, let path):
            DetachedThread.run {
                do throws(CommandFailure) {
                    try AnswersWriter.write(answers, to: path)
                    mailbox.post(.event(.answersSaved(path: path)))
                } catch {
                    mailbox.post(.event(.answersNotSaved(problem: error.problem, hint: error.hint)))
                }
            }
        case .findPlaces, .listFolder, .passphrase, .readFiles, .commitImport: break
        case .redraw: terminal.redraw()
        case .quit(let outcome): self.outcome = outcome
        }
    }

    private func prepare(_ server: ServerIdentity, _ profile: Profile, _ clock: IgnitionClock?) {
        let (mailbox, keys) = (mailbox, keys)
        DetachedThread.run {
            do {
                let clock = clock ?? IgnitionClock(reading: SystemClock.now())
                let plan = try Plan(server: server, profile: profile, clock: clock)
                mailbox.post(.prepared(try PreparedIgnition(plan: plan, keys: keys.wait()), plan))
            } catch {
                let failure = CommandFailure(describingAny: error)
                mailbox.post(.event(.preparationFailed(problem: failure.problem, hint: failure.hint)))
            }
        }
    }

    private func commit(_ plan: Plan) {
        let (mailbox, ignition, prepared) = (mailbox, ignition, prepared[plan])
        DetachedThread.run {
            do {
                guard let prepared else {
                    throw CommandFailure(
                        status: .software, problem: "the certificates of \"\(plan.commonNames.root)\" are not prepared",
                        hint: "go back and open the preview again")
                }
                let generation = try ignition.commit(prepared, plan: plan)
                mailbox.post(
                    .event(
                        .committed(
                            Commitment(
                                generation: generation, rootFingerprint: Hexadecimal.string(prepared.rootSHA256),
                                identityFingerprint: Hexadecimal.string(prepared.identitySHA256),
                                liveFolder: ignition.store.layout.live))))
            } catch {
                let failure = CommandFailure(describingAny: error)
                mailbox.post(.event(.commitFailed(problem: failure.problem, hint: failure.hint)))
            }
        }
    }

    /// Ends as the operator, or the signal, asked.
    private func finish() throws {
        switch outcome {
        case .ignited:
            try Console.say(ignition.success)
        case .left:
            throw CommandFailure(
                status: .left, problem: "\"keyturn\" was left before anything was written",
                hint: "run \"keyturn\" again to start anew")
        case nil:
            // The terminal is as it was: now die as the signal says, so that whoever sent it sees that.
            let number: Int32 = ending == .hangup ? SIGHUP : ending == .interrupt ? SIGINT : SIGTERM
            signals.close()
            signal(number, SIG_DFL)
            raise(number)
        }
    }
}
