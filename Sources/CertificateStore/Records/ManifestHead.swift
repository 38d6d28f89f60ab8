/// The one key of a manifest that every version understands.
struct ManifestHead: Decodable {
    let format: Int
}
