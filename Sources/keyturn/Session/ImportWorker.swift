import Operations
import Threads
import CertificateEngine
import CertificateModel
import CertificateStore
import Host
import Wizard

/// Performs what the wizard's import asks for: looks into folders, keeps passphrases, reads, and writes.
final class ImportWorker {
    /// What a thread of its own found, for the thread of the screen.
    enum Message: Sendable {
        case event(Event)
        case read(PreparedImport, Judgement)
    }

    private let importing: Importing
    private let handoff: Handoff
    private let post: @Sendable (Message) -> Void
    private let typed = TypedSecret()
    private var passphrases: [String: SecretBytes] = [:]
    private var prepared: PreparedImport?

    init(_ importing: Importing, _ handoff: Handoff, post: @escaping @Sendable (Message) -> Void) {
        self.importing = importing
        self.handoff = handoff
        self.post = post
    }

    /// What the operator is told of a set that was written.
    var success: String { importing.success }

    /// The event that a message is.
    func event(of message: Message) -> Event {
        switch message {
        case .event(let event): return event
        case .read(let prepared, let judgement):
            self.prepared = prepared
            return .importRead(judgement)
        }
    }

    func findPlaces() {
        let post = post
        DetachedThread.run { post(.event(.places(Places.found()))) }
    }

    func list(_ folder: String) {
        let post = post
        DetachedThread.run {
            do throws(Refusal) {
                let entries = try InputFolder.entries(of: folder).map {
                    FolderEntry(name: $0.name, isFolder: $0.kind == .folder, size: $0.size)
                }
                post(.event(.folder(folder, entries)))
            } catch {
                post(.event(.folderRefused(folder, problem: error.problem, hint: error.hint)))
            }
        }
    }

    func edit(_ edit: PassphraseEdit) {
        switch edit {
        case .append(let character): typed.append(character)
        case .eraseLast: typed.eraseLast()
        case .clear: typed.clear()
        }
    }

    func read(_ paths: [String], passphraseFor file: String?, _ server: ServerIdentity) {
        if let file { passphrases[file] = typed.take() }
        let (post, importing, passphrases) = (post, importing, passphrases)
        DetachedThread.run {
            do {
                let prepared = try importing.prepare(try ImportFiles.read(paths) { passphrases[$0] })
                let judgement = Judgement(prepared.set, for: server, level: .medium, now: SystemClock.now())
                post(.read(prepared, judgement))
            } catch ImportError.passphraseNeeded(let file) {
                post(.event(.passphraseWanted(file: file, isWrong: false)))
            } catch ImportError.wrongPassphrase(let file) {
                post(.event(.passphraseWanted(file: file, isWrong: true)))
            } catch {
                let failure = CommandFailure(describingAny: error)
                post(.event(.importRefused(problem: failure.problem, hint: failure.hint)))
            }
        }
    }

    func commit(_ judgement: Judgement) {
        let (post, importing, handoff, prepared) = (post, importing, handoff, prepared)
        DetachedThread.run {
            do {
                guard let prepared, prepared.set == judgement.set,
                    let generation = try importing.commit(prepared, judgement)
                else {
                    throw CommandFailure(
                        status: .software, problem: "the files of \"\(judgement.set.identity.name)\" are not read",
                        hint: "go back and choose the files again")
                }
                post(
                    .event(
                        .committed(
                            Commitment(
                                generation: generation,
                                rootFingerprint: Hexadecimal.string(judgement.set.root.sha256),
                                identityFingerprint: Hexadecimal.string(judgement.set.identity.sha256),
                                liveFolder: importing.store.layout.live))))
                post(.event(.handedOff(handoff.perform(from: nil) { post(.event(.handoff($0))) })))
            } catch {
                let failure = CommandFailure(describingAny: error)
                post(.event(.commitFailed(problem: failure.problem, hint: failure.hint)))
            }
        }
    }
}
