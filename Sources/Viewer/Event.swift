public import CertificateModel
public import ScreenKit

/// What happens to the viewer.
public enum Event: Sendable {
    /// A key was pressed.
    case key(Key)
    /// The window has this size now.
    case resized(Size)
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
    /// A source cannot be read, or does not answer: sentences. It takes the place of an earlier answer of that source.
    case failed(source: String, problem: String, hint: String)
    /// A peer answered. It takes the place of an earlier answer of that name.
    case answered(PeerFacts)
    /// What the home screen shows; the entries are those of the store then, and the live identity is the first of them.
    case home(ServerState)
    /// Certificates were signed anew, in memory.
    case prepared(RegenerationPreview)
    /// They could not be; the number of the preparation.
    case notPrepared(id: Int, Refusal)
    /// Another generation is live, and is being handed to the servers.
    case switched(SwitchedGeneration)
    /// None is, and the store is as it was.
    case notSwitched(Refusal)
    /// What is going on in the hand-off.
    case handingOff(HandoffStep)
    /// What became of the hand-off.
    case handedOff(HandoffOutcome)
    /// The generations of the store, the newest first.
    case history([HistoryEntry])
    /// They cannot be read.
    case noHistory(Refusal)
    /// The site configuration says this now.
    case renewsAutomatically(Bool)
    /// The site configuration is as it was.
    case renewalNotSaved(Refusal)
}
