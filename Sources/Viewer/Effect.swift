public import CertificateModel

/// What the viewer asks the world to do; the answer comes back as an event.
public enum Effect: Hashable, Sendable {
    /// Decode what the list shows of these entries; those in view are asked for first.
    case summarize(Range<Int>)
    /// Decode what the list shows of every entry, to sort and to filter.
    case summarizeAll
    /// Decode an entry as a whole.
    case open(Int)
    /// Find what signed an entry, up to its root, and hold it to a level.
    case judge(Int, CheckLevel)
    /// Ask the peers again.
    case refresh
    /// Sign certificates anew, in memory: the preparation of this number.
    case prepare(RegenerationChoice, id: Int)
    /// Forget what was prepared under this number, and its keys: it will not be written.
    case discard(id: Int)
    /// Write exactly what was prepared under this number, and hand it to the servers.
    case regenerate(id: Int)
    /// Read which generations the store has.
    case history
    /// Make an earlier generation live again, and hand it to the servers.
    case rollBack(to: Int)
    /// Hand what is live to the servers once more.
    case runHooks
    /// Let the site configuration say whether certificates are renewed by themselves.
    case renewAutomatically(Bool)
    /// Paint the whole screen again.
    case redraw
    /// Give the terminal back and end.
    case quit
}
