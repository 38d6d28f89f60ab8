extension Writer {
    /// Repairs what a run left behind that died while it wrote: takes back a commit that was not live, finishes one that was.
    ///
    /// Nothing here is needed for reading: the live link leads to a whole generation at every moment.
    mutating func recover() throws(StoreError) {
        try refuseNewerFormat()
        try rotateJournal()
        for name in try root.names() {
            switch name {
            // Of several, it is the first: what is missing in its place is put back before the rest is settled.
            case StoreLayout.asideName: try putBack(name)
            case StoreLayout.droppedLiveName: try root.removeTree(name)
            case StoreLayout.commitLinkName where try !root.isFolder(name): try takeBackUnfinishedCommit()
            case StoreLayout.commitLinkName, StoreLayout.previousLinkName, StoreLayout.rollbackLinkName:
                try settle(name)
            case StoreLayout.temporaryName(for: StoreLayout.serialsName),
                StoreLayout.temporaryName(for: StoreLayout.machineName),
                StoreLayout.temporaryName(for: StoreLayout.draftName):
                try root.removeFile(name)
            default: break
            }
        }
        try removePendingFolders()
        try settleTrusted()
        if try completeJournal() { namesBefore.insert(StoreLayout.journalName) }
        try recoverRequests()
    }

    /// A store that a later version wrote may keep things by rules this one does not know.
    private func refuseNewerFormat() throws(StoreError) {
        let live = try root.linkedNumber()
        for number in Set([live, try root.generationNumbers().last].compactMap(\.self)) {
            do throws(StoreError) {
                _ = try store.generation(number, in: root)
            } catch {
                if case .newerFormat = error { throw error }
            }
        }
        for number in try root.requestNumbers() {
            do throws(StoreError) {
                _ = try store.request(number, in: root)
            } catch {
                if case .newerFormat = error { throw error }
            }
        }
    }

    /// The commit link is still there, so its generation was never live, and nobody was told of it.
    private func takeBackUnfinishedCommit() throws(StoreError) {
        let target = try root.target(ofLink: StoreLayout.commitLinkName)
        let live = try root.linkedNumber()
        if let number = target.flatMap(StoreLayout.generationNumber(linkTarget:)), number != live,
            number == (try root.generationNumbers()).last
        {
            let generations = try root.folder(StoreLayout.generationsName)
            // Renamed first: a death while its files are removed must not leave half a generation under a number.
            try generations.removeTree(StoreLayout.pendingName(number))
            try generations.rename(StoreLayout.generationName(number), to: StoreLayout.pendingName(number))
            try generations.synchronize()
        }
        try root.removeFile(StoreLayout.commitLinkName)
    }

    private func removePendingFolders() throws(StoreError) {
        guard try root.status(StoreLayout.generationsName) != nil else { return }
        let generations = try root.folder(StoreLayout.generationsName)
        for name in try generations.names() where name.hasPrefix(StoreLayout.pendingPrefix) {
            try generations.removeTree(name)
        }
    }

    /// Trusted certificates that wait for a generation get their names if it became live, and go if it did not.
    private func settleTrusted() throws(StoreError) {
        guard try root.status(StoreLayout.trustedName) != nil else { return }
        let trusted = try root.folder(StoreLayout.trustedName)
        let names = try trusted.names().filter { $0.hasPrefix(".") }
        if names.isEmpty { return }
        let prefixes = try root.generationNumbers().map { StoreLayout.pendingName($0, trusted: "") }
        for name in names {
            let prefix = prefixes.first { name.hasPrefix($0) }
            if let prefix, StoreLayout.isUsable(String(name.dropFirst(prefix.count))) {
                try trusted.rename(name, to: String(name.dropFirst(prefix.count)))
            } else {
                try trusted.removeFile(name)
            }
        }
        try trusted.synchronize()
    }

    /// The last generation became live, and the run died before it wrote the line in the journal.
    ///
    /// Says whether a line was added.
    private func completeJournal() throws(StoreError) -> Bool {
        guard let last = try root.generationNumbers().last else { return false }
        guard
            !(try root.journal().entries).contains(where: {
                $0.generation == last && $0.result == JournalEntry.committed
            })
        else {
            return false
        }
        // A damaged manifest is no reason to refuse the run that may be about to replace it.
        guard let manifest = try? store.generation(last, in: root).manifest else { return false }
        try appendToJournal(JournalEntry(manifest))
        return true
    }
}
