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

    private(set) var path = TextField(limit: 4096)
    private(set) var chosen: [String] = []
    var focus = Focus.path
    private(set) var list = FileList()
    private(set) var rows: [FileList.Row] = []

    private var typed: TypedPath { TypedPath(path.string) }

    /// The path of the folder in view, with its final slash.
    private var prefix: String { list.expanded(typed.prefix) }

    /// What was typed, if it names something in a folder.
    private var typedFile: String? { typed.name.isEmpty ? nil : list.expanded(path.string) }

    /// The files to read: those that were chosen, then what was typed.
    var paths: [String] { chosen + (typedFile.map { chosen.contains($0) ? [] : [$0] } ?? []) }

    /// The beginning of the names that the list is narrowed to.
    var narrowing: String { typed.name }

    /// Whether the row under the cursor is chosen already.
    func isChosen(_ row: FileList.Row) -> Bool { target(of: row).map(chosen.contains) ?? false }

    /// The row under the cursor.
    var row: FileList.Row? {
        guard case .row(let index) = focus, rows.indices.contains(index) else { return nil }
        return rows[index]
    }

    mutating func take(_ places: [Place]) {
        list.places = places
        makeRows()
    }

    mutating func take(_ listing: FileList.Listing, of folder: String) {
        guard folder == list.folder else { return }
        list.listing = listing
        makeRows()
    }

    /// The folder to list again, as the page is opened again.
    mutating func reopen() -> String? {
        if list.folder != nil { list.listing = .asked }
        makeRows()
        return list.folder
    }

    /// Handles a key; whether the path field took it, and the folder to list then.
    mutating func type(_ key: Key) -> (isTaken: Bool, folder: String?) {
        var field = path
        if focus != .path {
            guard key.isTyping else { return (false, nil) }
            // Typing in the list appends to the field.
            _ = field.handle(.end)
        }
        guard field.handle(key) else { return (false, nil) }
        focus = .path
        return (true, set(field))
    }

    /// Completes the path to the longest common prefix of the matching names; returns how many match.
    mutating func complete() -> (count: Int, folder: String?)? {
        guard list.folder != nil, let matches = list.matches(typed.name) else { return nil }
        guard let first = matches.first else { return (0, nil) }
        var name = TypedPath.commonStart(of: matches.map(\.name))
        if matches.count == 1, first.isFolder { name += "/" }
        let text = typed.prefix + name
        let field = TextField(text, limit: path.limit)
        // A name with characters that a field does not take can only be picked from the list.
        guard field.string == text else { return (matches.count, nil) }
        return (matches.count, set(field))
    }

    /// Shows a folder, and returns the folder to list; nil where its path cannot be typed in a field.
    mutating func open(prefix: String) -> String? {
        let field = TextField(prefix, limit: path.limit)
        guard field.string == prefix else { return nil }
        list.close()
        let folder = set(field)
        focus = .row(rows.firstIndex(of: .whole) ?? 0)
        return folder
    }

    /// The prefix that a row opens; nil where the row is not a folder.
    func prefix(openedBy row: FileList.Row) -> String? {
        switch row {
        case .place(let place): place.path == "/" ? "/" : place.path + "/"
        // The folder above the home folder has no tilde in its name.
        case .up: TypedPath.parent(ofPrefix: prefix)
        case .entry(let entry) where entry.isFolder: typed.prefix + entry.name + "/"
        case .whole, .entry: nil
        }
    }

    /// The folder that was typed: one that ends in a slash, or one of the list.
    var typedFolder: String? {
        guard !path.isEmpty else { return nil }
        if typed.name.isEmpty { return path.string }
        guard case .known(let entries) = list.listing else { return nil }
        return entries.contains { $0.isFolder && $0.name == typed.name } ? path.string + "/" : nil
    }

    /// Whether Enter in the field opens a folder. Where files are chosen and no name is typed, Enter goes on instead.
    var opensTyped: Bool { typedFolder != nil && (chosen.isEmpty || !narrowing.isEmpty) }

    /// Chooses what a row stands for, or takes it away again.
    mutating func toggle(_ row: FileList.Row) {
        guard let target = target(of: row) else { return }
        if let index = chosen.firstIndex(of: target) { chosen.remove(at: index) } else { chosen.append(target) }
        // The text that narrowed the list would hide the next file.
        guard !typed.name.isEmpty else { return }
        _ = set(TextField(typed.prefix, limit: path.limit))
        focus = rows.firstIndex(of: row).map { .row($0) } ?? .path
    }

    /// Chooses these files in the place of others.
    mutating func choose(_ paths: [String]) { chosen = paths }

    mutating func takeAway(_ index: Int) {
        guard chosen.indices.contains(index) else { return }
        chosen.remove(at: index)
        focus = chosen.isEmpty ? .path : .chosen(min(index, chosen.count - 1))
    }

    private func target(of row: FileList.Row) -> String? {
        switch row {
        case .place(let place): place.path
        case .up: nil
        case .whole: TypedPath.folder(ofPrefix: prefix)
        case .entry(let entry): prefix + entry.name
        }
    }

    /// Moves through the field, the list and the chosen files, in this order; up from the field to the chosen ones.
    mutating func move(by distance: Int) {
        if focus == .path, distance == -1, !chosen.isEmpty {
            focus = .chosen(chosen.count - 1)
            return
        }
        let last = rows.count + chosen.count
        let target = min(max(index + min(max(distance, -last), last), 0), last)
        focus = target == 0 ? .path : target <= rows.count ? .row(target - 1) : .chosen(target - 1 - rows.count)
    }

    mutating func moveToPath() { focus = .path }

    /// Moves to the first or the last row of the list.
    mutating func moveToEnd(last: Bool) {
        if !rows.isEmpty { focus = .row(last ? rows.count - 1 : 0) }
    }

    private var index: Int {
        switch focus {
        case .path: 0
        case .row(let index): 1 + min(index, max(rows.count - 1, 0))
        case .chosen(let index): 1 + rows.count + index
        }
    }

    /// Takes a new text; returns the folder to list, where it changed.
    private mutating func set(_ field: TextField) -> String? {
        path = field
        let wanted = path.isEmpty ? nil : TypedPath.folder(ofPrefix: prefix)
        let isNew = list.show(wanted)
        makeRows()
        return isNew ? wanted : nil
    }

    private mutating func makeRows() {
        rows = list.rows(for: typed)
        if case .row(let index) = focus, index >= rows.count { focus = rows.isEmpty ? .path : .row(rows.count - 1) }
    }
}

extension Key {
    /// Whether it types or erases, wherever the cursor is.
    fileprivate var isTyping: Bool {
        switch self {
        case .character, .pasted, .backspace, .control("u"), .control("w"): true
        default: false
        }
    }
}
