/// A path as it stands in a field: the folder as it was typed, and the beginning of a name in it.
///
/// It is taken apart by scalars: a mark that joins the slash before it would hide that slash from characters.
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

    /// The prefix of the folder that holds another one; nil at the top.
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

    /// The longest beginning that all names share.
    static func commonStart(of names: [String]) -> String {
        guard var common = names.first?.unicodeScalars[...] else { return "" }
        for name in names.dropFirst() {
            let shared = zip(common, name.unicodeScalars).prefix { $0 == $1 }.count
            common = common.prefix(shared)
        }
        return String(common)
    }
}
