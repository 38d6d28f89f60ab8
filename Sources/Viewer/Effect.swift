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
    /// Paint the whole screen again.
    case redraw
    /// Give the terminal back and end.
    case quit
}
