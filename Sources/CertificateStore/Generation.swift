import CertificateModel

/// One whole generation of the store: its manifest, and its files by name.
///
/// Files are read when they are asked for, and held to the digest in the manifest.
public struct Generation: Sendable {
    /// The number, from 1.
    public let number: Int
    /// The path of its folder.
    public let folder: String
    /// What it holds, and how it came to be.
    public let manifest: Manifest
    let store: Store

    /// The contents of a file that holds no secret.
    ///
    /// Throws `damaged` where the file is missing or is not the one that was written.
    public func contents(of name: String) throws(StoreError) -> [UInt8] {
        try lend(name) { Array($0) }
    }

    /// Lends the contents of a file, and cleanses the memory they were in; for private keys.
    ///
    /// Throws `damaged` where the file is missing or is not the one that was written, and whatever the body throws.
    public func withContents<Answer>(
        of name: String, _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) throws -> Answer {
        try lend(name) { bytes in Result { try body(bytes) } }.get()
    }

    private func lend<Answer>(
        _ name: String, _ body: (UnsafeRawBufferPointer) -> Answer
    ) throws(StoreError) -> Answer {
        guard let record = manifest.files.first(where: { $0.name == name }) else {
            throw .damaged(path: folder, reason: "its manifest lists no file named \(VisibleText.quoted(name))")
        }
        guard let root = try store.openFolder() else { throw .noSuchGeneration(number, path: store.layout.folder) }
        let opened = try root.folder(StoreLayout.generationsName).folder(StoreLayout.generationName(number))
        let answer: Answer? = try opened.withContents(of: name) { (bytes) throws(StoreError) in
            guard Hexadecimal.string(store.digest(bytes)) == record.sha256 else {
                throw .damaged(path: opened.path(of: name), reason: "its contents are not those in the manifest")
            }
            return body(bytes)
        }
        guard let answer else { throw .damaged(path: opened.path(of: name), reason: "it is missing") }
        return answer
    }

    /// Reads every file and holds it to the manifest.
    public func verifyFiles() throws(StoreError) {
        for file in manifest.files { try lend(file.name) { _ in } }
    }
}
