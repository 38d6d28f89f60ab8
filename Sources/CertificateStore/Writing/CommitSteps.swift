import CertificateModel

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
        _ files: [GenerationFile], _ body: ManifestBody, _ number: Int, _ undo: inout CommitUndo,
        _ verify: (String) throws -> Void
    ) throws {
        var made = false
        let generations = try root.folder(StoreLayout.generationsName, orMake: &made)
        if made { undo.namesMade.append(StoreLayout.generationsName) }
        _ = try root.folder(StoreLayout.trustedName, orMake: &made)
        if made { undo.namesMade.append(StoreLayout.trustedName) }
        if try root.status(StoreLayout.readMeName) == nil {
            undo.namesMade.append(StoreLayout.readMeName)
            try root.replaceFile(StoreLayout.readMeName, mode: 0o644, Array(ReadMe.text.utf8))
        }
        try store.atStep(.foldersMade)

        let pending = try generations.makeFolder(StoreLayout.pendingName(number))
        try store.atStep(.pendingMade)

        // All are written before the first is waited for: the disk then has one journal transaction to do, not seven.
        var written: [WrittenFile] = []
        var records: [FileRecord] = []
        for file in files {
            let sha256 = try file.withUnsafeBytes { (bytes) throws(StoreError) in
                written.append(try WrittenFile(file.name, mode: file.mode, bytes, in: pending))
                return Hexadecimal.string(store.digest(bytes))
            }
            records.append(FileRecord(name: file.name, sha256: sha256, secret: file.isSecret))
            try store.atStep(.fileWritten)
        }
        let manifest = Manifest(generation: number, body: body, files: records)
        let path = pending.path(of: StoreLayout.manifestName)
        try (StoreJSON.encode(manifest, indented: true, path: path) + [0x0A]).lend {
            (bytes) throws(StoreError) in
            written.append(try WrittenFile(StoreLayout.manifestName, mode: 0o644, bytes, in: pending))
        }
        try store.atStep(.fileWritten)
        for file in written { try file.synchronize() }
        try pending.synchronize()
        try store.atStep(.filesOnDisk)

        try verify(pending.path)
        try store.atStep(.verified)
    }

    /// Writes the trusted certificates that are new under waiting names.
    func stageTrusted(
        _ certificates: [TrustedCertificate], _ number: Int, _ undo: inout CommitUndo
    ) throws {
        let trusted = try root.folder(StoreLayout.trustedName)
        var written: [WrittenFile] = []
        for certificate in certificates where !undo.staged.contains(certificate.name) {
            guard try trusted.isNew(certificate) else { continue }
            let name = StoreLayout.pendingName(number, trusted: certificate.name)
            try certificate.pem.lend { (bytes) throws(StoreError) in
                written.append(try WrittenFile(name, mode: 0o644, bytes, in: trusted))
            }
            undo.staged.append(certificate.name)
        }
        for file in written { try file.synchronize() }
        if !written.isEmpty { try trusted.synchronize() }
        try store.atStep(.trustedStaged)
    }

    /// Gives the generation its number and moves the live link to it.
    ///
    /// The link that says "not live yet" is on the disk before the number is taken: so a number that was never live is
    /// always told from one that was.
    func makeLive(_ number: Int, _ undo: inout CommitUndo) throws {
        try root.link(StoreLayout.commitLinkName, to: StoreLayout.linkTarget(number))
        if let before = undo.before {
            try root.link(StoreLayout.previousLinkName, to: StoreLayout.linkTarget(before))
        }
        try root.synchronize()
        if !foldersMade.isEmpty { try synchronizeFoldersMade() }
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

    /// A folder is on the disk when the folder above it is.
    private func synchronizeFoldersMade() throws(StoreError) {
        for path in foldersMade {
            try OpenFolder.open(following: StoreLayout.parent(of: path)).synchronize()
        }
    }
}
