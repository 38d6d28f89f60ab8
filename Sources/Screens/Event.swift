public import CertificateModel
public import ScreenKit

/// What happens to the screens: a key, a window, or what came of an ``Effect``.
public enum Event: Sendable {
    /// A key was pressed.
    case key(Key)
    /// The window has this size now.
    case resized(Size)

    // The wizard.

    /// The host was looked at.
    case inspected(HostFacts)
    /// Reverse DNS answered, or did not in time.
    case reverseName(IPAddress, HostName?)
    /// The certificates of a plan were signed, in memory: both as they were decoded from that.
    case signed(Plan, root: FieldTable, identity: FieldTable)
    /// They could not be.
    case notSigned(Refusal)
    /// The folders from which files may be taken.
    case places([Place])
    /// What a folder holds.
    case folder(String, [FolderEntry])
    /// A folder cannot be looked into.
    case folderRefused(String, Refusal)
    /// The files were read and are a set.
    case importRead(Judgement)
    /// A file needs a passphrase; whether one was given that does not open it.
    case passphraseWanted(file: String, isWrong: Bool)
    /// The files cannot be read, or are no set.
    case importRefused(Refusal)
    /// The answers are in a file of this path.
    case answersSaved(path: String)
    /// They are not.
    case answersNotSaved(Refusal)

    // The list of certificates.

    /// So many entries are known so far; whether that is all. Where they are fewer than before, they are others: what was
    /// known of the old ones and of their sources is forgotten.
    case counted(Int, isAll: Bool)
    /// What the list shows of some entries, from the first index on.
    case summarized(first: Int, [EntrySummary])
    /// Every entry has its summary now.
    case summarizedAll
    /// An entry, decoded as a whole.
    case opened(Int, OpenedEntry)
    /// What was found of an entry's chain and by its checks.
    case judged(Int, CheckLevel, JudgedEntry)
    /// A source cannot be read, or does not answer. It takes the place of an earlier answer of that source.
    case failed(source: String, Refusal)
    /// A peer answered. It takes the place of an earlier answer of that name.
    case answered(PeerFacts)

    // An ignited server.

    /// What the home screen shows; the entries are those of the store then, and the live identity is the first of them.
    case home(ServerState)
    /// Certificates were signed anew, in memory.
    case prepared(RegenerationPreview)
    /// They could not be; the number of the preparation.
    case notPrepared(id: Int, Refusal)
    /// The generations of the store, the newest first.
    case history([HistoryEntry])
    /// They cannot be read.
    case noHistory(Refusal)
    /// The site configuration says this now.
    case renewsAutomatically(Bool)
    /// The site configuration is as it was.
    case renewalNotSaved(Refusal)

    // Whatever writes.

    /// A generation is live, and is being handed to the servers.
    case switched(SwitchedGeneration)
    /// None is, and the store is as it was.
    case notSwitched(Refusal)
    /// What is going on in the hand-off.
    case handingOff(HandoffStep)
    /// What became of the hand-off.
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
