import Threads
import CertificateEngine
import CertificateModel
import CertificateStore
import Host
import ScreenKit
import Terminal
import Wizard

/// The wizard on a terminal: performs what it asks for, on threads of their own.
final class WizardSession: ScreenSession {
    /// What workers send to the thread of the screen.
    enum Message: Sendable {
        case event(Event)
        case prepared(PreparedIgnition, Plan)
        case imported(ImportWorker.Message)
    }

    private let loop: ScreenLoop<Message>
    private let ignition: Ignition
    private let handoff: Handoff
    private let keys: KeyMaterialGenerator
    private let importer: ImportWorker
    private var state: State
    private var prepared: [Plan: PreparedIgnition] = [:]
    private var outcome: Outcome?
    private var hasImported = false
    /// What became of telling the servers.
    private var handedOff: HandoffOutcome?

    init(_ options: GlobalOptions, store: Store) throws {
        let defaults = try options.site().defaults
        let loop = try ScreenLoop<Message>(color: options.colorPolicy)
        self.loop = loop
        ignition = Ignition(store: store, mayReplace: false, command: "keyturn")
        handoff = try options.handoff(store, command: "keyturn")
        importer = ImportWorker(Importing(store: store, command: "keyturn", isFirst: true), handoff) {
            [mailbox = loop.mailbox] in
            mailbox.post(.imported($0))
        }
        state = State(
            size: loop.terminal.size, glyphs: loop.glyphs, store: store.layout.folder, naming: defaults.naming,
            profile: defaults.profile ?? .interoperable)
        loop.terminal.paint(state.view())
        // From here on the keys are made, while the operator types.
        keys = KeyMaterialGenerator()
        keys.start()
    }

    /// Runs until the operator is done or leaves.
    func run() throws {
        DetachedThread.run { [mailbox = loop.mailbox] in mailbox.post(.event(.inspected(HostInspector.facts()))) }
        loop.run(self)
        switch outcome {
        case .ignited:
            try Console.say(hasImported ? importer.success : ignition.success)
            try handedOff.map(HandoffReport.init)?.tell(isTable: true)
        case .left: throw Prompt.left
        case nil: break
        }
    }

    var screen: Screen { state.view() }
    var isOver: Bool { outcome != nil }
    var isBusy: Bool { state.isWriting }

    func take(_ input: ScreenInput<Message>) {
        switch input {
        case .key(let key): update(.key(key))
        case .resized(let size): update(.resized(size))
        case .message(.event(let event)): update(event)
        case .message(.imported(let message)): update(importer.event(of: message))
        case .message(.prepared(let ignition, let plan)):
            prepared[plan] = ignition
            update(.prepared(plan, Preparation(root: ignition.rootTable, identity: ignition.identityTable)))
        }
    }

    private func update(_ event: Event) {
        if case .handedOff(let outcome) = event { handedOff = outcome }
        for effect in state.update(event) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        let mailbox = loop.mailbox
        switch effect {
        case .askReverseDNS(let address):
            ReverseLookup.start(address) { mailbox.post(.event(.reverseName(address, $0))) }
        case .prepare(let server, let profile, let clock): prepare(server, profile, clock)
        case .commit(let plan): commit(plan)
        case .saveAnswers(let answers, let path): save(answers, to: path)
        case .findPlaces: importer.findPlaces()
        case .listFolder(let path): importer.list(path)
        case .passphrase(let edit): importer.edit(edit)
        case .readFiles(let paths, let file, let server): importer.read(paths, passphraseFor: file, server)
        case .commitImport(let judgement):
            hasImported = true
            importer.commit(judgement)
        case .redraw: loop.terminal.redraw()
        case .quit(let outcome): self.outcome = outcome
        }
    }

    private func save(_ answers: Answers, to path: String) {
        let mailbox = loop.mailbox
        DetachedThread.run {
            do throws(CommandFailure) {
                try NewFile.write(Array(answers.toml.utf8), to: path)
                mailbox.post(.event(.answersSaved(path: path)))
            } catch {
                mailbox.post(.event(.answersNotSaved(problem: error.problem, hint: error.hint)))
            }
        }
    }

    private func prepare(_ server: ServerIdentity, _ profile: Profile, _ clock: IgnitionClock?) {
        let (mailbox, keys) = (loop.mailbox, keys)
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
        let (mailbox, ignition, handoff, prepared) = (loop.mailbox, ignition, handoff, prepared[plan])
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
                let outcome = handoff.perform(from: nil) { mailbox.post(.event(.handoff($0))) }
                mailbox.post(.event(.handedOff(outcome)))
            } catch {
                let failure = CommandFailure(describingAny: error)
                mailbox.post(.event(.commitFailed(problem: failure.problem, hint: failure.hint)))
            }
        }
    }
}
