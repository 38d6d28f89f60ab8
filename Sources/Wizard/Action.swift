/// What a key does; every screen's bindings map keys to these, for the handler and the footer alike.
enum Action: Hashable, Sendable {
    case nextField, previousField, nextScreen, back
    case choosePrevious, chooseNext
    case up, down, pageUp, pageDown, top, bottom
    case otherCertificate, previousCertificate, otherProfile, otherLevel, detail
    case complete, pick, toggle, toPath, lookAgain, clearPassphrase
    case write, saveAnswers, finish
    case help, leave, redraw
    case accept, dismiss
}
