public import CertificateModel
import Glibc

extension Writer {
    /// Writes a new generation and makes it live, together with its trusted certificates and its line in the journal. What was
    /// confirmed is in its manifest and in the journal.
    ///
    /// `verify` is given the folder when all files are on the disk and before any of it counts, to hold keys against
    /// certificates and chains as they can be read back. Whatever is thrown, by it or by the disk, the store is as it
    /// was, and the error comes out of here. A request that the generation answers is removed when all of this is done.
    /// Returns the number of the generation; throws `noSuchRequest` where there is no such request to answer.
    public mutating func commit(
        _ files: [GenerationFile], manifest body: ManifestBody, consent: Consent,
        trusted certificates: [TrustedCertificate] = [], completing request: Int? = nil,
        verify: (_ folder: String) throws -> Void
    ) throws -> Int {
        try refuseUnusable(files.map(\.name) + certificates.map(\.name))
        let number = try nextNumber()
        var completed: CompletedRequest?
        if let request {
            let key = try store.request(request, in: root).body.publicKeySHA256
            completed = CompletedRequest(number: request, publicKeySHA256: key)
        }
        var body = body
        body.confirmed = Confirmed(consent)
        let manifest = Manifest(generation: number, body: body, completedRequest: completed)
        var undo = CommitUndo(number: number, before: try root.liveNumber())
        do {
            try writeGeneration(files, manifest, &undo, verify)
            let staged = try stageTrusted(certificates, number, &undo)
            try makeLive(number, staged, &undo)
            try installTrusted(number, &undo)
            let length = try root.status(StoreLayout.journalName)?.st_size ?? 0
            try appendToJournal(JournalEntry(manifest))
            undo.journalLength = length
            try store.atStep(.journaled)
        } catch {
            takeBack(undo)
            throw error
        }
        // The way back is no longer needed; if it cannot be removed now, the next run does it.
        try? root.removeFile(StoreLayout.previousLinkName)
        // Nor is the request; its generation says which one it was.
        if let request { try? removeRequest(request) }
        // Nor are the answers that were left unfinished: the server has its certificates.
        dropDraft()
        hasCommitted = true
        return number
    }

    /// Refuses a name that cannot be the name of a file in the store.
    func refuseUnusable(_ names: [String]) throws(StoreError) {
        for name in names where !StoreLayout.isUsable(name) || name == StoreLayout.manifestName {
            throw .unusableName(name)
        }
    }
}
