public import CertificateModel
import Glibc

extension Store {
    /// The private keys that others than their owner can read, and the folders around them: keys first.
    ///
    /// Only the modes are looked at. A store is made with modes that keep everybody out; a copy may have lost them.
    public func exposedPaths() throws(StoreError) -> [ExposedPath] {
        guard let root = try openFolder() else { return [] }
        var keys: [ExposedPath] = []
        var folders = try root.exposed()
        let live = try root.linkedNumber()
        if let generations = try root.folderIfAny(StoreLayout.generationsName) {
            folders += try generations.exposed()
            for number in try root.generationNumbers() {
                guard let folder = try generations.folderIfAny(StoreLayout.generationName(number)) else { continue }
                folders += try folder.exposed()
                for name in ["root.key", "identity.key"] where try folder.isExposed(name) {
                    let key = record(of: name, number, in: root)
                    let isLive = key != nil && key == live.flatMap { record(of: name, $0, in: root) }
                    let kind: ExposedPath.Kind =
                        !isLive ? .formerKey : name == "root.key" ? .rootKey : .identityKey
                    keys.append(ExposedPath(folder.path(of: name), kind))
                }
            }
        }
        if let requests = try root.folderIfAny(StoreLayout.requestsName) {
            folders += try requests.exposed()
            for number in try root.requestNumbers() {
                guard let folder = try requests.folderIfAny(StoreLayout.generationName(number)) else { continue }
                folders += try folder.exposed()
                if try folder.isExposed("request.key") {
                    keys.append(ExposedPath(folder.path(of: "request.key"), .requestKey(number)))
                }
            }
        }
        return keys + folders
    }

    /// What a generation's manifest says of one of its files; nil where it says nothing or cannot be read.
    private func record(of name: String, _ number: Int, in root: borrowing OpenFolder) -> FileRecord? {
        (try? generation(number, in: root))?.manifest.files.first { $0.name == name }
    }
}

extension OpenFolder {
    /// The folder itself, if others have rights to it.
    fileprivate func exposed() throws(StoreError) -> [ExposedPath] {
        try descriptor.status(path).st_mode & 0o077 == 0 ? [] : [ExposedPath(path, .folder)]
    }

    /// Whether a file is there, and others have rights to it.
    fileprivate func isExposed(_ name: String) throws(StoreError) -> Bool {
        guard let status = try status(name) else { return false }
        return status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o077 != 0
    }

    /// The folder of this name; nil where there is none, as after another run has removed it.
    fileprivate func folderIfAny(_ name: String) throws(StoreError) -> OpenFolder? {
        do throws(StoreError) { return try folder(name) } catch  where error.code == ENOENT { return nil }
    }
}
