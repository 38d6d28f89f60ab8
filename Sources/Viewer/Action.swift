/// What a key does; every screen's bindings map keys to these, for the handler and the footer alike.
enum Action: Hashable, Sendable {
    case open, back
    case up, down, pageUp, pageDown, top, bottom
    case search, endSearch, dropSearch, nextMatch, previousMatch
    case sort, reverse, mark, compare, onlyDifferences
    case previousEntry, nextEntry
    case detail, octets, pem, chain, checks, level
    case review, refresh
    case regenerate, history, renewAutomatically, runHooks, prepare
    case nextField, previousField, change
    case nextTab, previousTab, write, rollBack
    case choosePrevious, chooseNext, accept, yes, dismiss
    case help, leave, redraw
}
