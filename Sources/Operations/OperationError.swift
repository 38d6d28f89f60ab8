public import CertificateEngine
public import CertificateModel
public import CertificateStore
public import Host

/// What keeps an operation from being done, as a fact.
///
/// `problem` says what is so. What to do about it is for each front end to say, in its own words: a command names options,
/// a screen names keys.
public enum OperationError: Error {
    /// The store holds no certificates.
    case notIgnited(store: String)
    /// The store has generations, and none is live; the newest of them.
    case noneLive(store: String, newest: Int)
    /// What is in the place of the link to the live generation is not a copy of a generation; the newest of them.
    case unknownLive(path: String, newest: Int)
    /// The store holds certificates, and they were not to be replaced.
    case alreadyIgnited(store: String)
    /// A third party issued the certificates, so that this server cannot issue them again.
    case imported(store: String)
    /// The root's private key is not in the folder of the generation.
    case rootKeyAbsent(folder: String)
    /// The root is past its end, so that no identity can be issued under it.
    case rootExpired(name: String, at: Timestamp)
    /// The answers have another naming than the root, whose name is made of it: only a root with a new key takes it.
    case namingNeedsNewRoot(part: Naming.Part, before: String, after: String)
    /// Nobody was asked, and no option names this danger.
    case unconfirmed(Danger)
    /// Another run has made this generation live since the certificates were prepared; nil where none is live.
    case overtaken(store: String, live: Int?)
    /// What was prepared to be written is not there any more.
    case notPrepared(what: String)
    /// No generation is before this one, which is live.
    case noEarlierGeneration(live: Int)
    /// The generation is live already.
    case alreadyLive(generation: Int)
    /// The files of the generation do not belong together.
    case inconsistent(generation: Int, VerificationError)
    /// A certificate of the generation is past its end.
    case expired(generation: Int, file: String, at: Timestamp, clock: IgnitionClock)
    /// A certificate of the generation is valid only from a moment that is to come, by a clock that is synchronised.
    case notValidYet(generation: Int, file: String, from: Timestamp)
    /// The site configuration cannot be changed without changing more than this line of its table `[renewal]`.
    case unchangeableSettings(path: String, line: String)
    /// The site configuration cannot be written with this line in its table `[renewal]`.
    case settingsNotWritten(WriteFailure, line: String)
    /// What is to be exported is encrypted, and no passphrase was given.
    case passphraseNotGiven(form: String)
    /// A file that was asked for cannot be written.
    case notWritten(WriteFailure)
    /// What was given is refused; the sentences are those of the value that could not be made of it.
    case refused(Refusal)
    /// The store cannot be read or written, or another run holds it.
    case store(StoreError)
    /// A file of a third party's set cannot be read.
    case unreadableImport(ImportError)
    /// The set has the private keys of several certificates, and nothing says which one the server is to serve.
    case severalIdentities(SeveralIdentities)
    /// A server does not answer as a TLS server does.
    case peer(PeerError)
    /// The page for clients cannot be served.
    case page(PageFailure)
    /// OpenSSL could not do what it was asked for.
    case openSSL(OpenSSLError)
    /// What was just written does not belong together: a bug.
    case verification(VerificationError)
    /// What nobody foresaw: a bug.
    case unexpected(String)

    /// The fact that any error of the parts below amounts to.
    public init(_ error: any Error) {
        self =
            switch error {
            case let error as OperationError: error
            case let error as Danger: .unconfirmed(error)
            case let error as Refusal: .refused(error)
            case let error as StoreError: .store(error)
            case let error as ImportError: .unreadableImport(error)
            case let error as SeveralIdentities: .severalIdentities(error)
            case let error as PeerError: .peer(error)
            case let error as PageFailure: .page(error)
            case let error as WriteFailure: .notWritten(error)
            case let error as OpenSSLError: .openSSL(error)
            case let error as VerificationError: .verification(error)
            default: .unexpected("\(error)")
            }
    }

    /// Does what may fail in any way, and throws the fact that its error amounts to.
    static func facts<Value>(_ body: () throws -> Value) throws(OperationError) -> Value {
        do { return try body() } catch { throw OperationError(error) }
    }

    /// Which of the facts it is, for programs: stable, in lower case with hyphens.
    public var kind: String {
        switch self {
        case .notIgnited: "not-ignited"
        case .noneLive: "none-live"
        case .unknownLive: "unknown-live"
        case .alreadyIgnited: "already-ignited"
        case .imported: "imported"
        case .rootKeyAbsent: "root-key-absent"
        case .rootExpired: "root-expired"
        case .namingNeedsNewRoot: "naming-needs-new-root"
        case .unconfirmed(let danger): danger.kind.rawValue
        case .overtaken: "overtaken"
        case .notPrepared: "not-prepared"
        case .noEarlierGeneration: "no-earlier-generation"
        case .alreadyLive: "already-live"
        case .inconsistent: "inconsistent"
        case .expired: "expired"
        case .notValidYet: "not-valid-yet"
        case .unchangeableSettings: "unchangeable-settings"
        case .settingsNotWritten: "settings-not-written"
        case .passphraseNotGiven: "passphrase-not-given"
        case .notWritten: "not-written"
        case .refused: "refused"
        case .store(let error): error.kind
        case .unreadableImport: "unreadable-import"
        case .severalIdentities: "several-identities"
        case .peer: "peer"
        case .page: "page"
        case .openSSL: "openssl"
        case .verification: "verification"
        case .unexpected: "unexpected"
        }
    }

    /// What is so: one sentence without a full stop, the thing in double quotes.
    public var problem: String {
        switch self {
        case .notIgnited(let store): "the store \(quoted(store)) holds no certificates"
        case .noneLive(let store, _): "no generation of the store \(quoted(store)) is live"
        case .unknownLive(let path, _): "\(quoted(path)) is not a copy of a generation"
        case .alreadyIgnited(let store): "the store \(quoted(store)) is ignited already"
        case .imported(let store): "the certificates in \(quoted(store)) were imported"
        case .rootKeyAbsent(let folder): "the root's private key is not in \(quoted(folder))"
        case .rootExpired(let name, let end): "the root \(quoted(name)) expired at \(end)"
        case .namingNeedsNewRoot(let part, let before, let after):
            "the \(part.label.lowercased()) \(quoted(after)) is not that of the root, \(quoted(before))"
        case .unconfirmed(let danger): danger.problem
        case .overtaken(let store, let live):
            "another run has changed the store \(quoted(store)) meanwhile"
                + (live.map { ": generation \($0) is live now" } ?? "")
        case .notPrepared(let what): "\(what) are not prepared any more"
        case .noEarlierGeneration(let live): "there is no generation before \"\(live)\", which is live"
        case .alreadyLive(let number): "generation \"\(number)\" is live already"
        case .inconsistent(let number, let error): "generation \"\(number)\" is inconsistent: \(error.problem)"
        case .expired(let number, let file, let end, _): "generation \"\(number)\" has expired: its \(file) at \(end)"
        case .notValidYet(let number, let file, let start):
            "generation \"\(number)\" is not valid yet: its \(file) is valid from \(start)"
        case .unchangeableSettings(let path, _): "\(quoted(path)) is written in a way that this program cannot change"
        case .passphraseNotGiven(let form): "\(quoted(form)) is encrypted with a passphrase, and none was given"
        case .settingsNotWritten(let failure, _), .notWritten(let failure): failure.problem
        case .refused(let refusal): refusal.problem
        case .store(let error): error.problem
        case .unreadableImport(let error): error.problem
        case .severalIdentities(let error): error.problem
        case .peer(let error): error.problem
        case .page(let error): error.problem
        case .openSSL(let error): error.problem
        case .verification(let error): error.problem
        case .unexpected(let text): "an unexpected error: \(quoted(text))"
        }
    }

    /// What to do, wherever it is said: one sentence without a full stop. A front end that has an option or a key for it says
    /// so itself.
    public var hint: String {
        switch self {
        case .notIgnited: "ignite this server first"
        case .noneLive: "make one of its generations live again: its link \"live\" is gone"
        case .unknownLive: "make one of the generations live again: what is there is kept beside it"
        case .alreadyIgnited: "regenerate its certificates, which keeps the root"
        case .imported: "ask their certificate authority for new ones, and import them"
        case .rootKeyAbsent: "put a copy of root.key back, or make a new root"
        case .rootExpired: "regenerate the root first"
        case .namingNeedsNewRoot: "make a root with a new key, or leave the naming as it is"
        case .unconfirmed(let danger): danger.hint
        case .overtaken: "start again: the other run may have done the work already"
        case .notPrepared: "go back, and choose again"
        case .noEarlierGeneration: "look at the history, which lists the generations"
        case .alreadyLive: "look at the history again"
        case .inconsistent(_, let error): error.hint
        case .expired(_, _, _, let clock): clock.orIsSet("go back to another one")
        case .notValidYet: "go back to another one"
        case .unchangeableSettings(_, let line), .settingsNotWritten(_, let line):
            "write \"\(line)\" in its table [renewal] yourself"
        case .passphraseNotGiven: "give a passphrase"
        case .notWritten(let failure): failure.hint
        case .refused(let refusal): refusal.hint
        case .store(let error): error.hint
        case .unreadableImport(let error): error.hint
        case .severalIdentities(let error): error.hint
        case .peer(let error): error.hint
        case .page(let error): error.hint
        case .openSSL(let error): error.hint
        case .verification(let error): error.hint
        case .unexpected: "report it with what you did"
        }
    }

    /// Both sentences.
    public var refusal: Refusal { Refusal(problem, hint: hint) }

    private func quoted(_ text: String) -> String { VisibleText.quoted(text) }
}
