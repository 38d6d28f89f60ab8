import Glibc

/// What a commit has done so far, so that it can be taken back in reverse.
struct CommitUndo {
    /// The number the generation is to have.
    let number: Int
    /// The generation that was live before; nil for the first.
    let before: Int?
    /// The names this commit made in the store's folder itself.
    var namesMade: [String] = []
    /// The trusted certificates that wait beside their final names.
    var staged: [String] = []
    /// The trusted certificates that have their names.
    var installed: [String] = []
    /// Whether the generation has its number.
    var isNumbered = false
    /// Whether `live` leads to it.
    var isLive = false
    /// The length of the journal before its new line, once that is written.
    var journalLength: off_t?

    init(number: Int, before: Int?) {
        self.number = number
        self.before = before
    }
}

extension Writer {
    /// Takes a commit back. Nothing here needs room on the disk, and every step is tried whatever became of the others:
    /// what cannot be done now, the next run does.
    func takeBack(_ undo: CommitUndo) {
        if let length = undo.journalLength { truncateJournal(to: length) }
        if undo.isLive { goBack(to: undo.before) }
        if let generations = try? root.folder(StoreLayout.generationsName) {
            let pending = StoreLayout.pendingName(undo.number)
            if undo.isNumbered { try? generations.rename(StoreLayout.generationName(undo.number), to: pending) }
            try? generations.removeTree(pending)
            try? generations.synchronize()
        }
        if let trusted = try? root.folder(StoreLayout.trustedName) {
            for name in undo.installed { try? trusted.removeFile(name) }
            for name in undo.staged { try? trusted.removeFile(StoreLayout.pendingName(undo.number, trusted: name)) }
        }
        try? root.removeFile(StoreLayout.commitLinkName)
        try? root.removeFile(StoreLayout.previousLinkName)
        for name in undo.namesMade.reversed() { try? root.removeTree(name) }
        try? root.synchronize()
    }
}
