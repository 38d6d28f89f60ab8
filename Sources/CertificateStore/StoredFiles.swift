import CertificateModel

/// The files of a generation or of a request, each held to the digest in the manifest whenever it is read.
struct StoredFiles: Sendable {
    let store: Store
    /// The name of the folder of all, and in it the name of this one.
    let place: (parent: String, name: String)
    /// The path of the folder, for sentences.
    let folder: String
    let records: [FileRecord]
    /// What to throw where the folder is gone.
    let missing: StoreError

    /// The contents of a file that holds no secret.
    func contents(of name: String) throws(StoreError) -> [UInt8] {
        try lend(name) { Array($0) }
    }

    /// Lends the contents of a file, and cleanses the memory they were in.
    func withContents<Answer>(
        of name: String, _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) throws -> Answer {
        try lend(name) { bytes in Result { try body(bytes) } }.get()
    }

    /// Reads every file but those of these names, and holds it to the manifest.
    func verify(except names: Set<String> = []) throws(StoreError) {
        for file in records where !names.contains(file.name) { try lend(file.name) { _ in } }
    }

    /// What tells one state of each file from another, without reading any; nil for one that is not there.
    func stamps() throws(StoreError) -> [FileStamp?] {
        guard let root = try store.openFolder() else { throw missing }
        let folder = try root.folder(place.parent).folder(place.name)
        var stamps: [FileStamp?] = []
        for file in records { stamps.append(try folder.status(file.name).map(FileStamp.init)) }
        return stamps
    }

    /// Whether there is no file of that name.
    func lacks(_ name: String) throws(StoreError) -> Bool {
        guard let root = try store.openFolder() else { throw missing }
        return try root.folder(place.parent).folder(place.name).status(name) == nil
    }

    private func lend<Answer>(
        _ name: String, _ body: (UnsafeRawBufferPointer) -> Answer
    ) throws(StoreError) -> Answer {
        guard let record = records.first(where: { $0.name == name }) else {
            throw .damaged(path: folder, reason: "its manifest lists no file named \(VisibleText.quoted(name))")
        }
        guard let root = try store.openFolder() else { throw missing }
        let parent = try root.folder(place.parent)
        guard try parent.status(place.name) != nil else { throw missing }
        let opened = try parent.folder(place.name)
        let answer: Answer? = try opened.withContents(of: name) { (bytes) throws(StoreError) in
            guard Hexadecimal.string(store.digest(bytes)) == record.sha256 else {
                throw .damaged(path: opened.path(of: name), reason: "its contents do not match the manifest")
            }
            return body(bytes)
        }
        guard let answer else { throw .damaged(path: opened.path(of: name), reason: "it is missing") }
        return answer
    }
}
