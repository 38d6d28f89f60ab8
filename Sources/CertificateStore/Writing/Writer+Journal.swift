import Glibc

extension Writer {
    /// Writes one line at the end of the journal. A line that could not be written whole is taken back.
    func appendToJournal(_ entry: JournalEntry) throws(StoreError) {
        let path = layout.journal
        let existed = try root.status(StoreLayout.journalName) != nil
        let line = try entry.line(path: path)
        guard let file = try root.openRecord(StoreLayout.journalName, O_RDWR | O_APPEND | O_CREAT, to: "write")
        else {
            throw StoreError(code: ENOENT, action: "write", path: path)
        }
        let journal = WrittenEntry(file: file, path: path)
        let status = try journal.descriptor.status(path)
        if !existed { try journal.descriptor.setMode(0o600, path) }
        // After a torn line, a new one must not become part of it.
        var last: UInt8 = 0x0A
        if status.st_size > 0 {
            try system("read", path) { pread(journal.descriptor.number, &last, 1, status.st_size - 1) }
        }
        do throws(StoreError) {
            try (last == 0x0A ? line : [0x0A] + line).lend { (bytes) throws(StoreError) in
                try journal.descriptor.write(bytes, path)
            }
            if existed { try journal.descriptor.synchronize(path) } else { try root.synchronize(with: [journal]) }
        } catch {
            _ = ftruncate(journal.descriptor.number, status.st_size)
            if !existed { try? root.removeFile(StoreLayout.journalName) }
            throw error
        }
    }

    /// Takes the journal's last lines back.
    func truncateJournal(to length: off_t) {
        guard length > 0 else {
            try? root.removeFile(StoreLayout.journalName)
            return
        }
        guard let file = (try? root.openRecord(StoreLayout.journalName, O_WRONLY, to: "write")) ?? nil else { return }
        _ = ftruncate(file.number, length)
        _ = fsync(file.number)
    }

    /// Finishes the rotation of a run that died in it, and rotates the journal where it has become long.
    ///
    /// The whole file becomes an older part, which keeps everything, and what is still needed begins a new one. What cannot
    /// be done now, a later run does: a long journal is no reason to refuse what this one is for.
    mutating func rotateJournal() throws(StoreError) {
        let (name, new) = (StoreLayout.journalName, StoreLayout.temporaryName(for: StoreLayout.journalName))
        if try root.status(new) != nil {
            if try root.status(name) == nil { try takeNewJournal() } else { try root.removeFile(new) }
        }
        let size = try root.status(name)?.st_size ?? 0
        if size == 0 { return }
        let journal = try root.journal()
        let generations = Set(try root.generationNumbers())
        let gone = Set(journal.entries.compactMap(\.generation)).subtracting(generations)
        guard size > Journal.sizeLimit || gone.count > Journal.goneLimit else { return }
        let essence = journal.essence(generations: generations, requests: Set(try root.namedRequests()))
        var lines: [UInt8] = []
        for entry in essence { lines += try entry.line(path: layout.journal) }
        // A history may be as long as that.
        if off_t(lines.count) <= size / 2 { try? rotateJournal(to: lines) }
    }

    private mutating func rotateJournal(to lines: [UInt8]) throws(StoreError) {
        let (name, new) = (StoreLayout.journalName, StoreLayout.temporaryName(for: StoreLayout.journalName))
        let part = StoreLayout.journalPartName(try root.journalParts().last.map { $0 + 1 } ?? 1)
        do throws(StoreError) {
            try lines.lend { (bytes) throws(StoreError) in
                try root.createFile(new, mode: 0o600, bytes).synchronize(root.path(of: new))
            }
            try root.synchronize()
            try store.atJournalStep(.written)
            try root.rename(name, to: part)
            namesBefore.insert(part)
            try root.synchronize()
            try store.atJournalStep(.archived)
            try takeNewJournal()
        } catch {
            if try root.status(name) == nil { try? root.rename(part, to: name) }
            try? root.removeFile(new)
            throw error
        }
        try store.atJournalStep(.replaced)
    }

    private mutating func takeNewJournal() throws(StoreError) {
        try root.rename(StoreLayout.temporaryName(for: StoreLayout.journalName), to: StoreLayout.journalName)
        namesBefore.insert(StoreLayout.journalName)
        try root.synchronize()
    }
}

extension OpenFolder {
    /// In a store's folder: the numbers of the older parts of the journal.
    fileprivate func journalParts() throws(StoreError) -> [Int] {
        try names().compactMap(StoreLayout.journalPartNumber).sorted()
    }

    /// In a store's folder: the numbers of the requests that are there, also of those that are about to go.
    fileprivate func namedRequests() throws(StoreError) -> [Int] {
        guard try status(StoreLayout.requestsName) != nil else { return [] }
        return try folder(StoreLayout.requestsName).names().compactMap {
            StoreLayout.generationNumber($0) ?? StoreLayout.droppedNumber($0)
        }
    }
}
