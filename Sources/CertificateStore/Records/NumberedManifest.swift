import CertificateModel

/// What the manifest of a generation and that of a request have in common: a format, a number, and a list of files.
protocol NumberedManifest: Decodable {
    /// What the folder is, in sentences.
    static var noun: String { get }
    /// The number of the folder.
    var number: Int { get }
    /// Every file in the folder except the manifest.
    var files: [FileRecord] { get }
}

extension NumberedManifest {
    /// Reads a manifest and holds it to the folder it was found in.
    ///
    /// Throws `newerFormat` before anything else is looked at, because nothing else in it can then be relied on.
    static func read(_ bytes: [UInt8], number: Int, path: String) throws(StoreError) -> Self {
        let known = Manifest.knownFormat
        let head = try StoreJSON.decode(ManifestHead.self, bytes, path: path)
        guard head.format <= known else { throw .newerFormat(path: path, format: head.format, known: known) }
        guard head.format > 0 else { throw .damaged(path: path, reason: "it has format \(head.format)") }
        let manifest = try StoreJSON.decode(Self.self, bytes, path: path)
        guard manifest.number == number else {
            throw .damaged(path: path, reason: "it is the manifest of \(noun) \(manifest.number)")
        }
        for file in manifest.files where !StoreLayout.isUsable(file.name) {
            throw .damaged(path: path, reason: "it lists a file named \(VisibleText.quoted(file.name))")
        }
        return manifest
    }

    /// Reads the manifest in a folder.
    static func read(in folder: borrowing OpenFolder, number: Int) throws(StoreError) -> Self {
        guard let bytes = try folder.contents(of: StoreLayout.manifestName) else {
            throw .damaged(path: folder.path, reason: "its manifest is missing")
        }
        return try read(bytes, number: number, path: folder.path(of: StoreLayout.manifestName))
    }
}
