public import CertificateModel
import Glibc

extension Store {
    /// Whether others can write to the folders above the store, or read its own, which is to be named before something is
    /// written to it. The store need not exist yet.
    public func placementRemarks() -> [StoreRemark] {
        var status = stat()
        let isOpen = stat(layout.folder, &status) == 0 && status.st_mode & 0o077 != 0
        return (isOpen ? [.exposed(store: layout.folder)] : []) + parentRemarks()
    }

    /// The folders above the store, in whatever way a path leads to it, that others than root and this user can write to. What
    /// is in a folder with the sticky bit can be renamed by its owner alone (inode(7)).
    public func parentRemarks() -> [StoreRemark] {
        var (root, remarks): (stat, [StoreRemark]) = (stat(), [])
        // In a user namespace, root may have another number (user_namespaces(7)).
        guard stat("/", &root) == 0 else { return [] }
        for folder in foldersAbove() {
            var status = stat()
            guard stat(folder, &status) == 0 else { continue }
            let (quoted, mode) = (VisibleText.quoted(folder), String(status.st_mode & 0o7777, radix: 8))
            if status.st_uid != root.st_uid, status.ownersDanger != nil {
                let reason = "\(quoted) belongs to the user with the id \(status.st_uid)"
                remarks.append(.replaceable(store: layout.folder, reason: reason))
            } else if status.modesDanger != nil, status.st_mode & S_ISVTX == 0 {
                let reason = "the mode \(mode) of \(quoted) lets others write to it"
                remarks.append(.replaceable(store: layout.folder, reason: reason))
            }
        }
        return remarks
    }

    /// The canonical paths of the folders above the store that are there, the nearest first.
    private func foldersAbove() -> [String] {
        guard !layout.folder.isEmpty, !layout.folder.utf8.contains(0) else { return [] }
        var path = layout.folder
        var isStore = true
        while true {
            if let resolved = realpath(path, nil) {
                defer { free(resolved) }
                var folders = [String(cString: resolved)]
                while let last = folders.last, last != "/" { folders.append(StoreLayout.parent(of: last)) }
                return isStore ? Array(folders.dropFirst()) : folders
            }
            guard errno == ENOENT, path != ".", path != "/" else { return [] }
            path = StoreLayout.parent(of: path)
            isStore = false
        }
    }

    /// The signing request that the live generation answers, if it is still there.
    public func answeredRequest() throws(StoreError) -> Int? {
        guard let root = try openFolder(), let live = try root.linkedNumber() else { return nil }
        return try answeredRequest(live, in: root)
    }

    func answeredRequest(_ live: Int, in root: borrowing OpenFolder) throws(StoreError) -> Int? {
        guard let completed = try generation(live, in: root).manifest.completedRequest,
            let request = try? request(completed.number, in: root),
            request.body.publicKeySHA256 == completed.publicKeySHA256
        else { return nil }
        return request.number
    }
}

extension Writer {
    /// Removes the signing request that the live generation answers, if it is still there.
    public func removeAnsweredRequest() throws(StoreError) {
        guard let live = try root.linkedNumber(), let number = try store.answeredRequest(live, in: root) else { return }
        try removeRequest(number)
    }
}
