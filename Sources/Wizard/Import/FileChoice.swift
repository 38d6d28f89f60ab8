import CertificateModel
import ScreenKit

/// Which files hold a third party's set: what was typed, what the folder in view holds, and what was chosen.
struct FileChoice: Hashable, Sendable {
    /// What has the keyboard.
    enum Focus: Hashable, Sendable {
        case path
        /// One of the chosen files, to take it away again.
        case chosen(Int)
        /// A row of the list.
        case row(Int)
    }

    /// What can be picked from the list.
    enum Row: Hashable, Sendable {
        case place(Place)
        /// The folder that holds the one in view.
        case up
        /// Every file of the folder in view.
        case whole
        case entry(FolderEntry)
    }

    /// What is known of the folder in view.
    enum Listing: Hashable, Sendable {
        case asked
        case known([FolderEntry])
        case refused(Refusal)
    }

    private(set) var path = TextField(limit: 4096)
    private(set) var chosen: [String] = []
    var focus = Focus.path
    private(set) var places: [Place] = []
    /// The folder in view; nil while the places are.
    private(set) var folder: String?
    private(set) var listing = Listing.known([])
    private(set) var rows: [Row] = []

    private var typed: TypedPath { TypedPath(path.string) }

    /// What the files of the folder in view are called, up to their names.
    private var prefix: String { expanded(typed.prefix) }

    /// What was typed, if it names something in a folder.
    private var typedFile: String? { typed.name.isEmpty ? nil : expanded(path.string) }

    /// The files to read: those that were chosen, then what was typed.
    var paths: [String] { chosen + (typedFile.map { chosen.contains($0) ? [] : [$0] } ?? []) }

    /// The beginning of the names that the list is narrowed to.
    var narrowing: String { typed.name }

    /// Whether the row under the cursor is chosen already.
    func isChosen(_ row: Row) -> Bool { target(of: row).map(chosen.contains) ?? false }

    /// The row under the cursor.
    var row: Row? {
        guard case .row(let index) = focus, rows.indices.contains(index) else { return nil }
        return rows[index]
    }

    mutating func take(_ places: [Place]) {
        self.places = places
        makeRows()
    }

    mutating func take(_ listing: Listing, of folder: String) {
        guard folder == self.folder else { return }
        self.listing = listing
        makeRows()
    }

    /// The folder that has to be looked into again, now that the screen is opened.
    mutating func reopen() -> String? {
        if folder != nil { listing = .asked }
        makeRows()
        return folder
    }

    /// A key in the field; whether it was one of the field's, and the folder that has to be looked into then.
    mutating func type(_ key: Key) -> (isTaken: Bool, folder: String?) {
        var field = path
        if focus != .path {
            guard key.isTyping else { return (false, nil) }
            // What is typed in the list goes on where the field ends.
            _ = field.handle(.end)
        }
        guard field.handle(key) else { return (false, nil) }
        focus = .path
        return (true, set(field))
    }

    /// Types the longest part that all names which begin so share; returns how many they are.
    mutating func complete() -> (count: Int, folder: String?)? {
        guard case .known(let entries) = listing, folder != nil else { return nil }
        let matches = matches(entries)
        guard let first = matches.first else { return (0, nil) }
        var name = TypedPath.commonStart(of: matches.map(\.name))
        if matches.count == 1, first.isFolder { name += "/" }
        let text = typed.prefix + name
        let field = TextField(text, limit: path.limit)
        // A name with characters that no field takes is picked from the list.
        guard field.string == text else { return (matches.count, nil) }
        return (matches.count, set(field))
    }

    /// Shows a folder, and says which one has to be looked into; nil where its path cannot stand in a field.
    mutating func open(prefix: String) -> String? {
        let field = TextField(prefix, limit: path.limit)
        guard field.string == prefix else { return nil }
        listing = .asked
        folder = nil
        let folder = set(field)
        focus = .row(rows.firstIndex(of: .whole) ?? 0)
        return folder
    }

    /// What a row opens: nil where it is no folder.
    func prefix(openedBy row: Row) -> String? {
        switch row {
        case .place(let place): place.path == "/" ? "/" : place.path + "/"
        case .up: TypedPath.parent(ofPrefix: typed.prefix)
        case .entry(let entry) where entry.isFolder: typed.prefix + entry.name + "/"
        case .whole, .entry: nil
        }
    }

    /// The folder that was typed: one that ends in a slash, or one of the list.
    var typedFolder: String? {
        guard !path.isEmpty else { return nil }
        if typed.name.isEmpty { return path.string }
        guard case .known(let entries) = listing else { return nil }
        return entries.contains { $0.isFolder && $0.name == typed.name } ? path.string + "/" : nil
    }

    /// Whether Enter in the field opens a folder; where files are chosen, a folder in view is left for them.
    var opensTyped: Bool { typedFolder != nil && (chosen.isEmpty || !narrowing.isEmpty) }

    /// Chooses what a row stands for, or takes it away again.
    mutating func toggle(_ row: Row) {
        guard let target = target(of: row) else { return }
        if let index = chosen.firstIndex(of: target) { chosen.remove(at: index) } else { chosen.append(target) }
        // What was typed to find it would only stand in the way of the next one.
        guard !typed.name.isEmpty else { return }
        _ = set(TextField(typed.prefix, limit: path.limit))
        focus = rows.firstIndex(of: row).map { .row($0) } ?? .path
    }

    mutating func takeAway(_ index: Int) {
        guard chosen.indices.contains(index) else { return }
        chosen.remove(at: index)
        focus = chosen.isEmpty ? .path : .chosen(min(index, chosen.count - 1))
    }

    private func target(of row: Row) -> String? {
        switch row {
        case .place(let place): place.path
        case .up: nil
        case .whole: TypedPath.folder(ofPrefix: prefix)
        case .entry(let entry): prefix + entry.name
        }
    }

    /// Takes a new text; returns the folder that has to be looked into, where it is another one.
    private mutating func set(_ field: TextField) -> String? {
        path = field
        let wanted = path.isEmpty ? nil : TypedPath.folder(ofPrefix: prefix)
        let isNew = wanted != folder
        if isNew {
            folder = wanted
            listing = wanted == nil ? .known([]) : .asked
        }
        makeRows()
        return isNew ? wanted : nil
    }

    private mutating func makeRows() {
        rows = folder == nil ? places.map(Row.place) : rowsOfFolder()
        if case .row(let index) = focus, index >= rows.count { focus = rows.isEmpty ? .path : .row(rows.count - 1) }
    }

    private func rowsOfFolder() -> [Row] {
        var new: [Row] = []
        if typed.name.isEmpty {
            if TypedPath.parent(ofPrefix: typed.prefix) != nil { new.append(.up) }
            if case .refused = listing {} else { new.append(.whole) }
        }
        if case .known(let entries) = listing { new += matches(entries).map(Row.entry) }
        return new
    }

    /// The entries that begin with what was typed, folders first; hidden ones only where their dot was typed.
    private func matches(_ entries: [FolderEntry]) -> [FolderEntry] {
        let name = typed.name
        let found = entries.filter { entry in
            name.isEmpty ? !TypedPath.begins(entry.name, with: ".") : TypedPath.begins(entry.name, with: name)
        }
        return found.filter(\.isFolder) + found.filter { !$0.isFolder }
    }

    /// The path with the home folder in the place of a tilde.
    private func expanded(_ path: String) -> String {
        guard TypedPath.begins(path, with: "~/"),
            let home = places.first(where: { $0.label == "Home folder" }) ?? places.first
        else { return path }
        return home.path + String(path.unicodeScalars.dropFirst())
    }
}

extension Key {
    /// Whether it types or erases, wherever the cursor is.
    fileprivate var isTyping: Bool {
        switch self {
        case .character, .backspace, .control("u"): true
        default: false
        }
    }
}
