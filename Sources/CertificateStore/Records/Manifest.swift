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
    /// The signing request that the generation answers, if it answers one that waited in the store.
    public let completedRequest: CompletedRequest?

    private enum Key: String, CodingKey {
        case format, generation, files, completedRequest
    }

    init(
        generation: Int, body: ManifestBody, files: [FileRecord] = [], completedRequest: CompletedRequest? = nil
    ) {
        self.format = Self.knownFormat
        self.generation = generation
        self.body = body
        self.files = files
        self.completedRequest = completedRequest
    }

    /// The same with its files.
    func listing(_ files: [FileRecord]) -> Manifest {
        Manifest(generation: generation, body: body, files: files, completedRequest: completedRequest)
    }

    /// Reads the store's keys and the body's from one level.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        format = try container.decode(Int.self, forKey: .format)
        generation = try container.decode(Int.self, forKey: .generation)
        files = try container.decode([FileRecord].self, forKey: .files)
        completedRequest = try container.decodeIfPresent(CompletedRequest.self, forKey: .completedRequest)
        body = try ManifestBody(from: decoder)
    }

    /// Writes the store's keys and the body's on one level.
    public func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(format, forKey: .format)
        try container.encode(generation, forKey: .generation)
        try container.encode(files, forKey: .files)
        try container.encodeIfPresent(completedRequest, forKey: .completedRequest)
    }
}

extension Manifest: NumberedManifest {
    static let noun = "generation"
    var number: Int { generation }
}
