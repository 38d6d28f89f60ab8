import Glibc

/// The one run that may change the store, for as long as it holds the lock.
public struct Writer: ~Copyable {
    let store: Store
    let root: OpenFolder
    let lock: Descriptor
    /// The folders this run made, the store's own last.
    let foldersMade: [String]
    /// What was in the store's folder before this run, and what it put right first.
    var namesBefore: Set<String>
    /// Whether something became part of the store that a later failure must not take back.
    var hasCommitted = false
    /// Whether something was written that goes away again if this run fails.
    var hasWritten = false
    /// Whether the unfinished answers of a wizard were kept, which make no folder the store of a machine.
    var hasKeptDraft = false

    var layout: StoreLayout { store.layout }

    /// Adds a line to the journal, on the disk when this returns.
    public mutating func journal(_ entry: JournalEntry) throws(StoreError) {
        try appendToJournal(entry)
        hasWritten = true
    }

    /// Points `live` back to where it led before; nothing has to be created for it.
    func goBack(to before: Int?) {
        if before == nil {
            try? root.removeFile(StoreLayout.liveName)
        } else {
            try? root.rename(StoreLayout.previousLinkName, to: StoreLayout.liveName)
        }
        try? root.synchronize()
    }

    /// Ends the run: takes away what it made if it changed nothing, and gives up the lock.
    func finish(changed: Bool) {
        _ = ftruncate(lock.number, 0)
        // Unlocked explicitly: closing is not enough while a child that another thread starts has not called execve(2)
        // yet and holds the same open file.
        defer { _ = flock(lock.number, LOCK_UN) }
        guard !changed else { return }
        for name in (try? root.names()) ?? [] where !namesBefore.contains(name) { try? root.removeTree(name) }
        // Last of all, because it is what keeps others out. It goes whoever made it: two runs that start together cannot
        // tell which of them did, and a folder without a store in it needs none.
        if let names = try? root.names(), !names.contains(where: StoreLayout.names.contains) {
            try? root.removeFile(StoreLayout.lockName)
        }
        store.removeFolders(foldersMade)
    }
}

extension OpenFolder {
    /// In the folder of trusted certificates: whether this one is to be added.
    func isNew(_ certificate: TrustedCertificate) throws(StoreError) -> Bool {
        guard let present = try contents(of: certificate.name) else { return true }
        guard present == certificate.pem else { throw .trustedNameTaken(path: path(of: certificate.name)) }
        return false
    }
}
