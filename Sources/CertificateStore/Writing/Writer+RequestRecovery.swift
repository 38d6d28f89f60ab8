extension Writer {
    /// Puts right what a run left that died while it made or dropped a request: takes back what was not finished, and
    /// finishes what the journal or the live generation tells.
    mutating func recoverRequests() throws(StoreError) {
        guard try root.status(StoreLayout.requestsName) != nil else { return }
        try settleRequests()
        if try journalRequests() { namesBefore.insert(StoreLayout.journalName) }
        // The run died before it could. Where it cannot be removed now either, `status` tells, and no run is refused for it.
        try? removeAnsweredRequest()
    }

    /// A request without its number was not whole yet, or is about to go: the journal's line says whether it was dropped.
    private func settleRequests() throws(StoreError) {
        let requests = try root.folder(StoreLayout.requestsName)
        let names = try requests.names().filter { $0.hasPrefix(".") }
        if names.isEmpty { return }
        let entries = try root.journal().entries
        for name in names {
            if let number = StoreLayout.droppedNumber(name), !entries.contains(where: { $0.isEnd(ofRequest: number) }) {
                try requests.rename(name, to: StoreLayout.generationName(number))
            } else {
                try requests.removeTree(name)
            }
        }
        try requests.synchronize()
    }

    /// The request got its number, and the run died before it could say so in the journal.
    ///
    /// Says whether a line was added.
    private func journalRequests() throws(StoreError) -> Bool {
        let numbers = try root.requestNumbers()
        if numbers.isEmpty { return false }
        let known = Set(try root.journal().entries.filter { $0.result == JournalEntry.requested }.compactMap(\.request))
        let requests = try root.folder(StoreLayout.requestsName)
        var isAdded = false
        for number in numbers where !known.contains(number) {
            // A damaged request is no reason to refuse a run, which may be about to drop it.
            guard let folder = try? requests.folder(StoreLayout.generationName(number)),
                let manifest = try? RequestManifest.read(in: folder, number: number)
            else { continue }
            try appendToJournal(JournalEntry(manifest))
            isAdded = true
        }
        return isAdded
    }
}

extension JournalEntry {
    /// Whether a request ended with this event: it was dropped, or a generation answers it.
    fileprivate func isEnd(ofRequest number: Int) -> Bool {
        request == number && (result == Self.dropped || result == Self.committed)
    }
}
