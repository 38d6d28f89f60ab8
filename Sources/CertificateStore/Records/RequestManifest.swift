/// The record of a signing request, kept with it as `manifest.json`; the body's keys are on the same level as the store's.
struct RequestManifest: NumberedManifest, Encodable {
    static let noun = "request"

    let format: Int
    let number: Int
    let body: RequestBody
    let files: [FileRecord]

    private enum Key: String, CodingKey {
        case format, files
        case number = "request"
    }

    init(number: Int, body: RequestBody, files: [FileRecord]) {
        self.format = Manifest.knownFormat
        self.number = number
        self.body = body
        self.files = files
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        format = try container.decode(Int.self, forKey: .format)
        number = try container.decode(Int.self, forKey: .number)
        files = try container.decode([FileRecord].self, forKey: .files)
        body = try RequestBody(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(format, forKey: .format)
        try container.encode(number, forKey: .number)
        try container.encode(files, forKey: .files)
    }
}
