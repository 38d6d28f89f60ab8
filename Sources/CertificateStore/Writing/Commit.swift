import Glibc

extension Writer {
    /// Writes a new generation and makes it live, together with its trusted certificates and its line in the journal.
    ///
    /// `verify` is given the folder when all files are on the disk and before any of it counts, to hold keys against
    /// certificates and chains as they can be read back. Whatever is thrown, by it or by the disk, the store is as it
    /// was, and the error comes out of here. Returns the number of the generation.
    public mutating func commit(
        _ files: [GenerationFile], manifest body: ManifestBody, trusted certificates: [TrustedCertificate] = [],
        verify: (_ folder: String) throws -> Void
    ) throws -> Int {
        for name in files.map(\.name) + certificates.map(\.name)
        where !StoreLayout.isUsable(name) || name == StoreLayout.manifestName {
            throw StoreError.unusableName(name)
        }
        let number = try nextNumber()
        var undo = CommitUndo(number: number, before: try root.liveNumber())
        do {
            try writeGeneration(files, body, number, &undo, verify)
            try stageTrusted(certificates, number, &undo)
            try makeLive(number, &undo)
            try installTrusted(number, &undo)
            let length = try root.status(StoreLayout.journalName)?.st_size ?? 0
            try appendToJournal(JournalEntry(Manifest(generation: number, body: body, files: [])))
            undo.journalLength = length
            try store.atStep(.journaled)
        } catch {
            takeBack(undo)
            throw error
        }
        // The way back is no longer needed; if it cannot be removed now, the next run does it.
        try? root.removeFile(StoreLayout.previousLinkName)
        hasCommitted = true
        return number
    }
}
