import Glibc

extension Writer {
    /// Writes a signing request with its private key, and its line in the journal; returns its number.
    ///
    /// The number is the one after the highest there is, or ever was as far as the journal tells. Whatever is thrown, the
    /// store is as it was.
    public mutating func addRequest(_ files: [GenerationFile], body: RequestBody) throws(StoreError) -> Int {
        try refuseUnusable(files.map(\.name))
        let number = try nextRequestNumber()
        var undo = RequestUndo(number: number)
        do throws(StoreError) {
            try writeRequest(files, RequestManifest(number: number, body: body, files: []), &undo)
        } catch {
            takeBack(undo)
            throw error
        }
        hasCommitted = true
        return number
    }

    /// Removes a signing request and its private key, for good. The journal's line says so before anything is removed.
    ///
    /// Throws `noSuchRequest`. Whatever else is thrown, the store is as it was. Returns why a request that is dropped is not
    /// removed yet: the next run does it.
    @discardableResult
    public mutating func dropRequest(_ number: Int, journal entry: JournalEntry) throws(StoreError) -> StoreError? {
        let (name, dropped) = (StoreLayout.generationName(number), StoreLayout.droppedName(number))
        guard try root.requestNumbers().contains(number) else {
            throw .noSuchRequest(number, path: layout.folder)
        }
        let requests = try root.folder(StoreLayout.requestsName)
        let length = try root.status(StoreLayout.journalName)?.st_size ?? 0
        var isJournaled = false
        do throws(StoreError) {
            try setAside(number, in: requests)
            var entry = entry
            entry.request = number
            try appendToJournal(entry)
            isJournaled = true
            try store.atRequestStep(.dropJournaled)
        } catch {
            if isJournaled { truncateJournal(to: length) }
            try? requests.rename(dropped, to: name)
            try? requests.synchronize()
            throw error
        }
        hasCommitted = true
        do throws(StoreError) { try removeDropped(number, in: requests) } catch { return error }
        return nil
    }

    /// Removes a request that a generation has answered: the journal has its line already, the generation's own.
    func removeRequest(_ number: Int) throws(StoreError) {
        let requests = try root.folder(StoreLayout.requestsName)
        try setAside(number, in: requests)
        try removeDropped(number, in: requests)
    }

    /// Takes the number from a request, so that a death never leaves half of one under it.
    private func setAside(_ number: Int, in requests: borrowing OpenFolder) throws(StoreError) {
        try requests.rename(StoreLayout.generationName(number), to: StoreLayout.droppedName(number))
        try requests.synchronize()
        try store.atRequestStep(.setAside)
    }

    private func removeDropped(_ number: Int, in requests: borrowing OpenFolder) throws(StoreError) {
        try requests.removeTree(StoreLayout.droppedName(number))
        try requests.synchronize()
        try store.atRequestStep(.removed)
    }

    private func nextRequestNumber() throws(StoreError) -> Int {
        let highest = StoreLayout.highestGeneration
        // The journal can be changed by hand: what is no number of a request does not count.
        let journaled = try root.journal().entries.compactMap(\.request).filter { (1...highest).contains($0) }
        let last = max(try root.requestNumbers().last ?? 0, journaled.max() ?? 0)
        guard last < highest else {
            throw .damaged(path: layout.requests, reason: "no number is left after \"\(last)\"")
        }
        return last + 1
    }

    private func writeRequest(
        _ files: [GenerationFile], _ manifest: RequestManifest, _ undo: inout RequestUndo
    ) throws(StoreError) {
        let number = manifest.number
        var made = false
        let requests = try root.folder(StoreLayout.requestsName, orMake: &made)
        if made { undo.namesMade.append(StoreLayout.requestsName) }
        try makeReadMe(&undo.namesMade)
        try store.atRequestStep(.foldersMade)

        var pending = PendingFolder(try requests.makeFolder(StoreLayout.pendingName(number)))
        try store.atRequestStep(.pendingMade)
        for file in files {
            try pending.add(file, digest: store.digest)
            try store.atRequestStep(.fileWritten)
        }
        try pending.add(manifest: RequestManifest(number: number, body: manifest.body, files: pending.records))
        try store.atRequestStep(.fileWritten)
        try pending.synchronize()
        let above = try foldersAboveMade()
        if !undo.namesMade.isEmpty || !above.isEmpty { try root.synchronize(with: above) }
        try store.atRequestStep(.filesOnDisk)

        try requests.rename(StoreLayout.pendingName(number), to: StoreLayout.generationName(number))
        undo.isNumbered = true
        try requests.synchronize()
        try store.atRequestStep(.numbered)

        let length = try root.status(StoreLayout.journalName)?.st_size ?? 0
        try appendToJournal(JournalEntry(manifest))
        undo.journalLength = length
        try store.atRequestStep(.journaled)
    }

    /// Takes a new request back. Nothing here needs room on the disk, and every step is tried whatever became of the
    /// others: what cannot be done now, the next run does.
    private func takeBack(_ undo: RequestUndo) {
        if let length = undo.journalLength { truncateJournal(to: length) }
        if let requests = try? root.folder(StoreLayout.requestsName) {
            let pending = StoreLayout.pendingName(undo.number)
            if undo.isNumbered { try? requests.rename(StoreLayout.generationName(undo.number), to: pending) }
            try? requests.removeTree(pending)
            try? requests.synchronize()
        }
        for name in undo.namesMade.reversed() { try? root.removeTree(name) }
        try? root.synchronize()
    }
}

/// What the making of a request has done so far.
private struct RequestUndo {
    /// The number the request is to have.
    let number: Int
    /// The names it made in the store's folder itself.
    var namesMade: [String] = []
    /// Whether the request has its number.
    var isNumbered = false
    /// The length of the journal before its new line, once that is written.
    var journalLength: off_t?
}
