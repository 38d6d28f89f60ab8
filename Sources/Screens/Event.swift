public import CertificateModel
public import ScreenKit

/// What happens to the screens: a key, a window, or what came of an ``Effect``.
public enum Event: Sendable {
    /// A key was pressed.
    case key(Key)
    /// The window has this size now.
    case resized(Size)

    // The host.

    /// The host was looked at.
    case inspected(HostFacts)
    /// Reverse DNS answered, or did not in time.
    case reverseName(IPAddress, HostName?)

    // The wizard.

    /// Unfinished answers of an earlier start, and when they were kept.
    case unfinished(Answers, Timestamp)
    /// Something that an earlier start has left cannot be read, as the title says.
    case leftUnread(_ title: String, Refusal)
    /// The signing requests that wait for their certificates, the newest last.
    case waitingRequests([WaitingRequest])
    /// Another run has ignited this server meanwhile.
    case ignitedElsewhere
    /// The certificates of a plan were signed in memory; both tables are decoded from the signed DER. Before they are
    /// written, they are to be confirmed.
    case signed(Plan, root: FieldTable, identity: FieldTable, Confirmation)
    /// The certificates could not be signed.
    case notSigned(Refusal)
    /// The folders from which files may be taken.
    case places([Place])
    /// What a folder holds.
    case folder(String, [FolderEntry])
    /// A folder cannot be looked into.
    case folderRefused(String, Refusal)
    /// The files were read and are a set; what was warned of so far, a sentence each.
    case importRead(Judgement, warnings: [String])
    /// A file needs a passphrase; `isWrong` where the last passphrase does not open it.
    case passphraseWanted(file: String, isWrong: Bool)
    /// The private keys of several certificates were read: the operator is to say which one the server serves.
    case severalIdentities([DecodedCertificate])
    /// The files cannot be read, or are not a set.
    case importRefused(Refusal)
    /// A signing request of a server was signed in memory.
    case requestSigned(FieldTable, ServerIdentity)
    /// The signing request is in the store.
    case requestMade(WaitingRequest)
    /// What was to be saved is in a file of this path.
    case saved(path: String)
    /// It could not be saved.
    case notSaved(Refusal)

    // The list of certificates.

    /// The number of entries so far, and whether that is all. A smaller number than before means new entries: everything
    /// known of the old entries and their sources is forgotten.
    case counted(Int, isAll: Bool)
    /// What the list shows of some entries, from the first index on.
    case summarized(first: Int, [EntrySummary])
    /// Every entry has its summary now.
    case summarizedAll
    /// An entry, decoded as a whole.
    case opened(Int, OpenedEntry)
    /// The chain of an entry, and the results of its checks.
    case judged(Int, CheckLevel, JudgedEntry)
    /// A peer has not answered for so many seconds.
    case waiting(peer: String, seconds: Int)
    /// A source cannot be read, or does not answer. This replaces an earlier answer of that source.
    case failed(source: String, Refusal)
    /// A peer answered. This replaces an earlier answer of the same peer.
    case answered(PeerFacts)

    // An ignited server.

    /// The state for the home screen. The entries are then the certificates of the store, the live identity first.
    case home(ServerState)
    /// New certificates were signed in memory.
    case prepared(RegenerationPreview)
    /// The preparation with this number failed.
    case notPrepared(id: Int, Refusal)
    /// The generations of the store, the newest first.
    case history([HistoryEntry])
    /// The generations cannot be read.
    case noHistory(Refusal)
    /// Automatic renewal is on or off now, by the site configuration.
    case renewsAutomatically(Bool)
    /// The site configuration could not be changed.
    case renewalNotSaved(Refusal)

    // Export.

    /// A passphrase was typed twice, and is taken.
    case passphraseTaken
    /// The passphrase that was typed twice is not taken.
    case passphraseRefused(Refusal)

    // The root for clients.

    /// The root, and the ways to hand it out.
    case rootOffered(HandOutOffer)
    /// The root cannot be read.
    case noRoot(Refusal)
    /// The page for clients is served at this endpoint, until this moment.
    case pageServed(PageEndpoint, until: Timestamp)
    /// It cannot be served.
    case pageNotServed(Refusal)
    /// What happened to the page.
    case page(PageNews)
    /// The root is on a medium, in files of these names.
    case rootCopied([String], Place)
    /// It could not be copied.
    case rootNotCopied(Refusal)
    /// What a port serves.
    case portTested(ServedState)
    /// It could not be tested.
    case portNotTested(Refusal)

    // Everything that writes.

    /// A generation is live, and is being handed to the servers.
    case switched(SwitchedGeneration)
    /// Nothing was switched: the store is as before.
    case notSwitched(Refusal)
    /// A step of the hand-off.
    case handingOff(HandoffStep)
    /// The result of the hand-off.
    case handedOff(HandoffOutcome)
}

/// A name in a folder.
public struct FolderEntry: Hashable, Sendable {
    /// The name.
    public let name: String
    /// Whether it is a folder itself.
    public let isFolder: Bool
    /// The size of a file, in bytes.
    public let size: Int64

    /// A name, and what it stands for.
    public init(name: String, isFolder: Bool, size: Int64) {
        self.name = name
        self.isFolder = isFolder
        self.size = size
    }
}
