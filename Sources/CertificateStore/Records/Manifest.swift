import CertificateModel

/// The record of a generation, kept with it as `manifest.json`.
///
/// The body's keys are on the same level as the store's own.
public struct Manifest: Codable, Hashable, Sendable {
    /// The format this version writes, and the highest it reads. It goes up only when an older version would misread the
    /// store; keys may be added without it, and unknown ones are left aside.
    public static let knownFormat = 1

    /// The format of the manifest and of the store around it.
    public let format: Int
    /// The number of the generation.
    public let generation: Int
    /// What the caller said.
    public let body: ManifestBody
    /// Every file of the generation except the manifest.
    public let files: [FileRecord]

    private enum Key: String, CodingKey {
        case format, generation, files
    }

    init(generation: Int, body: ManifestBody, files: [FileRecord]) {
        self.format = Self.knownFormat
        self.generation = generation
        self.body = body
        self.files = files
    }

    /// Reads the store's keys and the body's from one level.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        format = try container.decode(Int.self, forKey: .format)
        generation = try container.decode(Int.self, forKey: .generation)
        files = try container.decode([FileRecord].self, forKey: .files)
        body = try ManifestBody(from: decoder)
    }

    /// Writes the store's keys and the body's on one level.
    public func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(format, forKey: .format)
        try container.encode(generation, forKey: .generation)
        try container.encode(files, forKey: .files)
    }

    /// Reads a manifest and holds it to the generation it was found in.
    ///
    /// Throws `newerFormat` before anything else is looked at, because nothing else in it can then be relied on.
    static func read(_ bytes: [UInt8], generation: Int, path: String) throws(StoreError) -> Manifest {
        let head = try StoreJSON.decode(ManifestHead.self, bytes, path: path)
        guard head.format <= knownFormat else {
            throw .newerFormat(path: path, format: head.format, known: knownFormat)
        }
        guard head.format > 0 else { throw .damaged(path: path, reason: "it has format \(head.format)") }
        let manifest = try StoreJSON.decode(Manifest.self, bytes, path: path)
        guard manifest.generation == generation else {
            throw .damaged(path: path, reason: "it is the manifest of generation \(manifest.generation)")
        }
        for file in manifest.files where !StoreLayout.isUsable(file.name) {
            throw .damaged(path: path, reason: "it lists a file named \(VisibleText.quoted(file.name))")
        }
        return manifest
    }
}
