extension Writer {
    /// The number after the highest there is, whether that one is live or not.
    func nextNumber() throws(StoreError) -> Int {
        let last = try root.generationNumbers().last ?? 0
        guard last < StoreLayout.highestGeneration else {
            throw .damaged(path: layout.generation(last), reason: "no number is left after it")
        }
        return last + 1
    }

    /// Makes the store's folders where they are missing, and writes the pending folder as a whole.
    func writeGeneration(
        _ files: [GenerationFile], _ manifest: Manifest, _ undo: inout CommitUndo, _ verify: (String) throws -> Void
    ) throws {
        var made = false
        let generations = try root.folder(StoreLayout.generationsName, orMake: &made)
        if made { undo.namesMade.append(StoreLayout.generationsName) }
        _ = try root.folder(StoreLayout.trustedName, orMake: &made)
        if made { undo.namesMade.append(StoreLayout.trustedName) }
        try makeReadMe(&undo.namesMade)
        try store.atStep(.foldersMade)

        var pending = PendingFolder(try generations.makeFolder(StoreLayout.pendingName(manifest.generation)))
        try store.atStep(.pendingMade)
        for file in files {
            try pending.add(file, digest: store.digest)
            try store.atStep(.fileWritten)
        }
        try pending.add(manifest: manifest.listing(pending.records))
        try store.atStep(.fileWritten)
        try pending.synchronize()
        try store.atStep(.filesOnDisk)

        try verify(pending.path)
        try store.atStep(.verified)
    }

    /// Writes the text that explains the store, where it has none.
    func makeReadMe(_ namesMade: inout [String]) throws(StoreError) {
        guard try root.status(StoreLayout.readMeName) == nil else { return }
        namesMade.append(StoreLayout.readMeName)
        try root.replaceFile(StoreLayout.readMeName, mode: 0o644, Array(ReadMe.text.utf8))
    }

    /// Writes the trusted certificates that are new under waiting names; returns what is to be on the disk before they count.
    func stageTrusted(
        _ certificates: [TrustedCertificate], _ number: Int, _ undo: inout CommitUndo
    ) throws -> [WrittenEntry] {
        let trusted = try root.folder(StoreLayout.trustedName)
        var written: [WrittenEntry] = []
        for certificate in certificates where !undo.staged.contains(certificate.name) {
            guard try trusted.isNew(certificate) else { continue }
            let name = StoreLayout.pendingName(number, trusted: certificate.name)
            try certificate.pem.lend { (bytes) throws(StoreError) in
                written.append(try WrittenEntry(name, mode: 0o644, bytes, in: trusted))
            }
            undo.staged.append(certificate.name)
        }
        if !written.isEmpty { written.append(WrittenEntry(trusted)) }
        try store.atStep(.trustedStaged)
        return written
    }

    /// Gives the generation its number and moves the live link to it.
    ///
    /// The link that says "not live yet" is on the disk before the number is taken: so a number that was never live is
    /// always told from one that was. `staged` comes to the disk with it, and so do the names that the store's own folder
    /// got before: the next serial numbers, and the text that explains the store.
    func makeLive(_ number: Int, _ staged: [WrittenEntry], _ undo: inout CommitUndo) throws {
        try root.link(StoreLayout.commitLinkName, to: StoreLayout.linkTarget(number))
        if let before = undo.before {
            try root.link(StoreLayout.previousLinkName, to: StoreLayout.linkTarget(before))
        }
        try root.synchronize(with: staged + foldersAboveMade())
        try store.atStep(.linksStaged)

        let generations = try root.folder(StoreLayout.generationsName)
        try generations.rename(StoreLayout.pendingName(number), to: StoreLayout.generationName(number))
        undo.isNumbered = true
        try generations.synchronize()
        try store.atStep(.numbered)

        try root.rename(StoreLayout.commitLinkName, to: StoreLayout.liveName)
        undo.isLive = true
        try root.synchronize()
        try store.atStep(.switched)
    }

    /// Gives the waiting trusted certificates their names.
    func installTrusted(_ number: Int, _ undo: inout CommitUndo) throws {
        if !undo.staged.isEmpty {
            let trusted = try root.folder(StoreLayout.trustedName)
            for name in undo.staged {
                try trusted.rename(StoreLayout.pendingName(number, trusted: name), to: name)
                undo.installed.append(name)
            }
            try trusted.synchronize()
        }
        try store.atStep(.trustedInstalled)
    }

    /// The folders above those that this run made: a folder is on the disk when the one above it is.
    func foldersAboveMade() throws(StoreError) -> [WrittenEntry] {
        var above: [WrittenEntry] = []
        for path in foldersMade {
            above.append(WrittenEntry(try OpenFolder.open(following: StoreLayout.parent(of: path))))
        }
        return above
    }
}
