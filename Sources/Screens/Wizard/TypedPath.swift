/// A path as typed in a field: the prefix up to the last slash, and the beginning of a name.
///
/// It is split by scalars: a combining mark after a slash forms one character with it, which is not equal to a slash.
struct TypedPath: Hashable {
    /// Up to the last slash, which it includes; empty where there is none.
    let prefix: String
    /// What follows.
    let name: String

    init(_ text: String) {
        let scalars = text.unicodeScalars
        let start = scalars.lastIndex(of: "/").map(scalars.index(after:)) ?? scalars.startIndex
        prefix = String(scalars[..<start])
        name = String(scalars[start...])
    }

    /// The folder that a prefix names, without the slash at its end.
    static func folder(ofPrefix prefix: String) -> String {
        var folder = prefix.unicodeScalars[...]
        while folder.count > 1, folder.last == "/" { folder.removeLast() }
        return folder.isEmpty ? "." : String(folder)
    }

    /// The prefix of the parent folder; nil for the root folder.
    static func parent(ofPrefix prefix: String) -> String? {
        let folder = folder(ofPrefix: prefix)
        switch TypedPath(folder).name {
        case "": return nil
        case ".": return TypedPath(folder).prefix + "../"
        case "..": return folder + "/../"
        default:
            let parent = TypedPath(folder).prefix
            return parent.isEmpty ? "./" : parent
        }
    }

    /// Whether a text begins with another, scalar by scalar.
    static func begins(_ text: String, with start: String) -> Bool {
        text.unicodeScalars.starts(with: start.unicodeScalars)
    }

    /// The longest common prefix of the names.
    static func commonStart(of names: [String]) -> String {
        guard var common = names.first?.unicodeScalars[...] else { return "" }
        for name in names.dropFirst() {
            let shared = zip(common, name.unicodeScalars).prefix { $0 == $1 }.count
            common = common.prefix(shared)
        }
        return String(common)
    }
}
