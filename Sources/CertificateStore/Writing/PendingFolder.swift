import CertificateModel

/// A folder under a pending name, while the files of a generation or of a request and their manifest are written to it.
struct PendingFolder: ~Copyable {
    /// Its path.
    var path: String { folder.path }
    /// What the manifest is to say about the files so far.
    private(set) var records: [FileRecord] = []
    private let folder: OpenFolder
    private var written: [WrittenEntry] = []

    init(_ folder: consuming OpenFolder) {
        self.folder = folder
    }

    /// Writes a file.
    mutating func add(_ file: GenerationFile, digest: Store.Digest) throws(StoreError) {
        let (written, sha256) = try file.withUnsafeBytes { (bytes) throws(StoreError) in
            (try WrittenEntry(file.name, mode: file.mode, bytes, in: folder), Hexadecimal.string(digest(bytes)))
        }
        self.written.append(written)
        records.append(FileRecord(name: file.name, sha256: sha256, secret: file.isSecret))
    }

    /// Writes the manifest.
    mutating func add(manifest: some Encodable) throws(StoreError) {
        let path = folder.path(of: StoreLayout.manifestName)
        let json = try StoreJSON.encode(manifest, indented: true, path: path) + [0x0A]
        written.append(
            try json.lend { (bytes) throws(StoreError) in
                try WrittenEntry(StoreLayout.manifestName, mode: 0o644, bytes, in: folder)
            })
    }

    /// Waits until all of it is on the disk.
    func synchronize() throws(StoreError) { try folder.synchronize(with: written) }
}
