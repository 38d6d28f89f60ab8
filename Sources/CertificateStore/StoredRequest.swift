/// One signing request whose private key waits in the store for the certificate that answers it.
///
/// Files are read when they are asked for, and held to the digest in the manifest.
public struct StoredRequest: Sendable {
    /// The number, from 1; no other request of the store has had it.
    public let number: Int
    /// What was asked for, and how it came to be.
    public let body: RequestBody
    private let files: StoredFiles

    /// The path of its folder.
    public var folder: String { files.folder }

    init(_ manifest: RequestManifest, folder: String, store: Store) {
        self.number = manifest.number
        self.body = manifest.body
        files = StoredFiles(
            store: store,
            place: (StoreLayout.requestsName, StoreLayout.generationName(manifest.number)), folder: folder,
            records: manifest.files, missing: .noSuchRequest(manifest.number, path: store.layout.folder))
    }

    /// The contents of a file that holds no secret: `request.pem`.
    ///
    /// Throws `damaged` where the file is missing or is not the one that was written, and `noSuchRequest` where the request
    /// is gone.
    public func contents(of name: String) throws(StoreError) -> [UInt8] { try files.contents(of: name) }

    /// Lends the contents of a file, and cleanses the memory they were in; for the private key, `request.key`.
    ///
    /// Throws `damaged` where the file is missing or is not the one that was written, `noSuchRequest` where the request is
    /// gone, and whatever the body throws.
    public func withContents<Answer>(
        of name: String, _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) throws -> Answer {
        try files.withContents(of: name, body)
    }

    /// Reads every file and holds it to the manifest.
    public func verifyFiles() throws(StoreError) { try files.verify() }
}
