import CertificateModel

/// What files can be picked from: the places of this host, or a folder in view.
struct FileList: Hashable, Sendable {
    /// What can be picked from the list.
    enum Row: Hashable, Sendable {
        case place(Place)
        /// The parent folder.
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

    var places: [Place] = []
    /// The folder in view; nil while the places are.
    private(set) var folder: String?
    var listing = Listing.known([])

    /// Shows the places, until another folder is chosen.
    mutating func close() {
        folder = nil
        listing = .asked
    }

    /// Shows a folder, or the places for nil; whether that is a change.
    mutating func show(_ wanted: String?) -> Bool {
        guard wanted != folder else { return false }
        folder = wanted
        listing = wanted == nil ? .known([]) : .asked
        return true
    }

    /// The rows, narrowed to what was typed.
    func rows(for typed: TypedPath) -> [Row] {
        if folder == nil { return places.map(Row.place) }
        var new: [Row] = []
        if typed.name.isEmpty {
            if TypedPath.parent(ofPrefix: expanded(typed.prefix)) != nil { new.append(.up) }
            if case .refused = listing {} else { new.append(.whole) }
        }
        return new + (matches(typed.name) ?? []).map(Row.entry)
    }

    /// The entries that begin with what was typed, folders first; hidden ones only where their dot was typed. Nil where
    /// nothing is known of the folder.
    func matches(_ name: String) -> [FolderEntry]? {
        guard case .known(let entries) = listing else { return nil }
        let found = entries.filter { entry in
            name.isEmpty ? !TypedPath.begins(entry.name, with: ".") : TypedPath.begins(entry.name, with: name)
        }
        return found.filter(\.isFolder) + found.filter { !$0.isFolder }
    }

    /// The path with the home folder in the place of a tilde.
    func expanded(_ path: String) -> String {
        guard TypedPath.begins(path, with: "~/"),
            let home = places.first(where: { $0.label == "Home folder" }) ?? places.first
        else { return path }
        return home.path + String(path.unicodeScalars.dropFirst())
    }
}
