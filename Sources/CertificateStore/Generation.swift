/// One whole generation of the store: its manifest, and its files by name.
///
/// Files are read when they are asked for, and held to the digest in the manifest.
public struct Generation: Sendable {
    /// The number, from 1.
    public let number: Int
    /// What it holds, and how it came to be.
    public let manifest: Manifest
    private let files: StoredFiles

    /// The path of its folder.
    public var folder: String { files.folder }

    init(_ manifest: Manifest, folder: String, store: Store) {
        self.number = manifest.generation
        self.manifest = manifest
        files = StoredFiles(
            store: store,
            place: (StoreLayout.generationsName, StoreLayout.generationName(manifest.generation)), folder: folder,
            records: manifest.files,
            missing: .noSuchGeneration(manifest.generation, path: store.layout.folder))
    }

    /// The contents of a file that holds no secret.
    ///
    /// Throws `damaged` where the file is missing or is not the one that was written.
    public func contents(of name: String) throws(StoreError) -> [UInt8] { try files.contents(of: name) }

    /// Lends the contents of a file, and cleanses the memory they were in; for private keys.
    ///
    /// Throws `damaged` where the file is missing or is not the one that was written, and whatever the body throws.
    public func withContents<Answer>(
        of name: String, _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) throws -> Answer {
        try files.withContents(of: name, body)
    }

    /// Reads every file, and holds it to the manifest.
    public func verifyFiles() throws(StoreError) { try files.verify(except: []) }

    /// The same for what servers are served with: the root's key serves nobody, and may be kept elsewhere.
    public func verifyWhatIsServed() throws(StoreError) {
        try files.verify(except: try lacks("root.key") ? ["root.key"] : [])
    }

    /// What tells one state of each file from another, in the order of the manifest and without reading any; nil for one
    /// that is not there.
    public func stamps() throws(StoreError) -> [FileStamp?] { try files.stamps() }

    /// Whether there is no file of that name, as where the root's key was taken to a safer place.
    public func lacks(_ name: String) throws(StoreError) -> Bool { try files.lacks(name) }
}
