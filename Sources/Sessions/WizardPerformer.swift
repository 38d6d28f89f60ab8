import CertificateEngine
import CertificateModel
import CertificateStore
import Host
import Operations
import Screens
import Synchronization
import Threads

/// Performs what the wizard asks for, by operations.
final class WizardPerformer: Sendable {
    /// The state between effects.
    private struct Known {
        let typed = TypedSecret()
        var certificates: [Plan: Ignition.Prepared] = [:]
        var imported: Import.Prepared?
        var request: Request.Prepared?
        var passphrases: [String: SecretBytes] = [:]
        /// How often an import was left: what is read for one that was left is not kept.
        var leftImports = 0
        /// Whether certificates are being written here, or have been.
        var hasWritten = false
        /// What makes the keys of this server's certificates; nil once nobody needs them.
        var keys: KeyMaterialGenerator?

        init(_ keys: KeyMaterialGenerator) { self.keys = keys }

        /// Forgets the passphrases that were typed, and the key that was read.
        mutating func forgetImport() {
            typed.clear()
            (passphrases, imported) = ([:], nil)
            leftImports += 1
        }

        /// Forgets every secret: what was prepared is written, or nobody wants it.
        mutating func forgetSecrets() {
            forgetImport()
            (certificates, request, keys) = ([:], nil, nil)
        }
    }

    private let installation: Installation
    private let ignition: Ignition
    private let importing: Import
    private let requests: Request
    private let unfinished: UnfinishedAnswers
    private let handoff: Handoff
    private let known: Mutex<Known>
    private let names: ReverseNames
    private let isClosed = Atomic(false)
    private let isStopped = StopSwitch()
    private let start: WorkStarter
    private let post: @Sendable (Event) -> Void

    /// A performer for a server that is not ignited yet, whose events are posted to `post` from any thread; `keys` makes the
    /// keys of its certificates.
    init(
        _ installation: Installation, _ names: ReverseNames, keys: KeyMaterialGenerator, start: @escaping WorkStarter,
        post: @escaping @Sendable (Event) -> Void
    ) throws(OperationError) {
        self.installation = installation
        self.names = names
        known = Mutex(Known(keys))
        ignition = Ignition(installation, command: "keyturn")
        importing = Import(installation, command: "keyturn", isFirst: true)
        requests = Request(installation)
        unfinished = UnfinishedAnswers(installation)
        var handoff = try installation.handoff(command: "keyturn")
        handoff.isStopped = { [isStopped] in isStopped.isOn }
        self.handoff = handoff
        self.start = start
        self.post = post
    }

    /// Says what an earlier start has left, and starts what is done while the operator reads and types: the keys are made,
    /// and the host is looked at.
    func open() {
        known.withLock(\.keys)?.start()
        tellWhatWaits()
        start { [self] in _ = look(nil) }
    }

    /// The unfinished answers, and the signing requests. What cannot be read keeps nobody from igniting.
    private func tellWhatWaits() {
        do throws(OperationError) {
            let waiting = try requests.waiting()
            if !waiting.isEmpty { post(.waitingRequests(waiting)) }
        } catch {
            post(.leftUnread("A signing request cannot be read", error.inWizard))
        }
        do throws(OperationError) {
            if let kept = try unfinished.read() { post(.unfinished(kept.answers, kept.time)) }
        } catch {
            post(.leftUnread("Unfinished answers are not used", error.inWizard))
        }
    }

    /// Keeps unfinished answers for the next start.
    func keep(_ answers: Answers) throws(OperationError) { try unfinished.keep(answers) }

    /// How often this host is looked at: a cable, an address or another console's ignition is seen within this time.
    private static let pause = Duration.seconds(2)

    /// Looks at the host again and again until this is closed, and says what has changed.
    func watch() {
        start { [self] in
            var facts: HostFacts?
            var round = 0
            while !isOver {
                _ = Poller().wait(timeout: Self.pause)
                if isOver { return }
                if (try? installation.isIgnited()) == true { return post(.ignitedElsewhere) }
                facts = look(facts)
                // A name server may answer slowly, and is asked less often.
                if round % 5 == 0 { askNames(facts) }
                round += 1
            }
        }
    }

    private var isOver: Bool { isClosed.load(ordering: .relaxed) || known.withLock(\.hasWritten) }

    /// Asks reverse DNS for the ports that the rule chooses, and posts the names that are others than before.
    private func askNames(_ facts: HostFacts?) {
        for address in [facts?.lan1Port, facts?.lan2Port].compactMap({ $0?.lanPort.addresses.first }) {
            let (name, isNew) = names.ask(address)
            if isNew { post(.reverseName(address, name)) }
        }
    }

    /// Stops the watch, and forgets every secret.
    func close() {
        isClosed.store(true, ordering: .relaxed)
        known.withLock { $0.forgetSecrets() }
    }

    /// Looks at the host once, and posts what was found unless it is as before.
    private func look(_ last: HostFacts?) -> HostFacts {
        let facts = installation.world.facts()
        // The clock goes on, and is shown to the minute.
        let isNew =
            facts.interfaces != last?.interfaces || facts.name != last?.name
            || facts.clock.reading.secondsSinceEpoch / 60 != (last?.clock.reading.secondsSinceEpoch ?? 0) / 60
        if isNew { post(.inspected(facts)) }
        return facts
    }

    /// Performs an effect; false where it is for another performer.
    func perform(_ effect: Effect) -> Bool {
        switch effect {
        case .sign(let server, let profile, let clock): sign(server, profile, clock)
        case .commit(let plan, let consent): commit(plan, consent)
        case .saveAnswers(let answers, let path): save(answers, to: path)
        case .findPlaces: start { [self] in post(.places(installation.world.places())) }
        case .listFolder(let path): list(path)
        case .passphrase(let edit): known.withLock { $0.typed.take(edit) }
        case .readFiles(let paths, let file, let server, let served):
            read(paths, passphraseFor: file, server, served: served)
        case .leaveImport: known.withLock { $0.forgetImport() }
        case .commitImport(let judgement, let consent): commit(judgement, consent)
        case .dropUnfinished: start { [unfinished] in try? unfinished.drop() }
        case .signRequest(let server): signRequest(of: server)
        case .makeRequest(let server): makeRequest(of: server)
        case .saveRequest(let number, let path): copyRequest(number, to: path)
        case .stopAsking: isStopped.isOn = true
        default: return false
        }
        return true
    }

    private func sign(_ server: ServerIdentity, _ profile: Profile, _ clock: IgnitionClock?) {
        start { [self] in
            do throws(OperationError) {
                guard let keys = known.withLock(\.keys) else { throw .notPrepared(what: "the keys") }
                let new = try ignition.prepare(server, profile, clock, keys: keys)
                let certificates = new.certificates
                known.withLock { $0.certificates[certificates.plan] = new }
                post(
                    .signed(
                        certificates.plan, root: certificates.rootTable, identity: certificates.identityTable,
                        new.confirmation))
            } catch {
                post(.notSigned(error.inWizard))
            }
        }
    }

    private func commit(_ plan: Plan, _ consent: Consent) {
        write { [self] () throws(OperationError) in
            guard let new = known.withLock({ $0.certificates[plan] }) else {
                throw .notPrepared(what: "the certificates of \"\(plan.commonNames.root)\"")
            }
            return (
                try ignition.commit(new, consent), root: new.certificates.rootSHA256,
                identity: new.certificates.identitySHA256
            )
        }
    }

    private func commit(_ judgement: Judgement, _ consent: Consent) {
        write { [self] () throws(OperationError) in
            guard var new = known.withLock({ $0.imported }), new.judgement.set == judgement.set else {
                throw .notPrepared(what: "the files of \"\(judgement.set.identity.name)\"")
            }
            new.judgement = judgement
            guard let number = try importing.commit(new, consent) else {
                throw .alreadyIgnited(store: installation.store.layout.folder)
            }
            return (number, root: judgement.set.root.sha256, identity: judgement.set.identity.sha256)
        }
    }

    /// Writes a generation, and hands it to the servers.
    private func write(
        _ commit: @escaping @Sendable () throws(OperationError) -> (generation: Int, root: [UInt8], identity: [UInt8])
    ) {
        start { [self] in
            known.withLock { $0.hasWritten = true }
            do throws(OperationError) {
                let new = try commit()
                known.withLock { $0.forgetSecrets() }
                post(
                    .switched(
                        SwitchedGeneration(
                            generation: new.generation, rootFingerprint: Hexadecimal.string(new.root),
                            identityFingerprint: Hexadecimal.string(new.identity))))
                post(.handedOff(handoff.perform(from: nil) { [post] in post(.handingOff($0)) }))
            } catch {
                known.withLock { $0.hasWritten = false }
                post(.notSwitched(error.inWizard))
            }
        }
    }

    private func save(_ answers: Answers, to path: String) {
        start { [self] in
            do throws(WriteFailure) {
                try NewFile.write(Array(answers.toml.utf8), to: path, within: installation.world.reach)
                post(.saved(path: path))
            } catch {
                post(.notSaved(Refusal(error.problem, hint: error.hint)))
            }
        }
    }

    private func signRequest(of server: ServerIdentity) {
        start { [self] in
            do throws(OperationError) {
                let new = try requests.prepare(for: server)
                known.withLock { $0.request = new }
                post(.requestSigned(FieldTable(new.request.contents), server))
            } catch {
                post(.notSigned(error.inWizard))
            }
        }
    }

    /// Writes the request that was signed for this server. The answers are in it: none are left unfinished.
    private func makeRequest(of server: ServerIdentity) {
        start { [self] in
            do throws(OperationError) {
                guard let new = known.withLock({ $0.request }), new.server == server else {
                    throw .notPrepared(what: "the request of \"\(server.hostName.value)\"")
                }
                let number = try requests.commit(new)
                known.withLock { $0.forgetSecrets() }
                try? unfinished.drop()
                post(
                    .requestMade(
                        WaitingRequest(
                            number: number, created: installation.world.now().description, server: server,
                            file: requests.file(of: number))))
            } catch {
                post(.notSwitched(error.inWizard))
            }
        }
    }

    private func copyRequest(_ number: Int, to path: String) {
        start { [self] in
            do throws(OperationError) {
                try requests.copy(number, to: path)
                post(.saved(path: path))
            } catch {
                post(.notSaved(error.inWizard))
            }
        }
    }

    private func list(_ folder: String) {
        start { [self] in
            do throws(Refusal) {
                let entries = try InputFolder.entries(of: folder, within: installation.world.reach).map {
                    FolderEntry(name: $0.name, isFolder: $0.kind == .folder, size: $0.size)
                }
                post(.folder(folder, entries))
            } catch {
                post(.folderRefused(folder, error))
            }
        }
    }

    private func read(
        _ paths: [String], passphraseFor file: String?, _ server: ServerIdentity?, served: [UInt8]?
    ) {
        let (passphrases, leftImports) = known.withLock { known in
            if let file { known.passphrases[file] = known.typed.take() }
            return (known.passphrases, known.leftImports)
        }
        start { [self] in
            do throws(OperationError) {
                let new = try importing.prepare(paths, for: { server }, level: .medium, served: served) {
                    passphrases[$0]
                }
                known.withLock { if $0.leftImports == leftImports { $0.imported = new } }
                post(.importRead(new.judgement, warnings: new.warnings))
            } catch {
                switch error {
                case .unreadableImport(.passphraseNeeded(let file)):
                    post(.passphraseWanted(file: file, isWrong: false))
                case .unreadableImport(.wrongPassphrase(let file)):
                    post(.passphraseWanted(file: file, isWrong: true))
                case .severalIdentities(let several): post(.severalIdentities(several.candidates))
                default: post(.importRefused(error.inWizard))
                }
            }
        }
    }
}
