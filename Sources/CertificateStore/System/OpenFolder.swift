import Glibc

/// An open folder. Paths in it are relative to its descriptor, and symbolic links are not followed. Nobody can redirect
/// the store's reads and writes by a moved folder or a planted link.
struct OpenFolder: ~Copyable {
    let descriptor: Descriptor
    /// For sentences only. System calls use the descriptor.
    let path: String

    /// The mode of every folder in the store: only the owner has access.
    static let mode: mode_t = 0o700

    /// Opens a folder by its path.
    static func open(path: String) throws(StoreError) -> OpenFolder {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let number = try system("open the folder", path) { Glibc.open(path, flags) }
        return OpenFolder(descriptor: Descriptor(takingOwnershipOf: number), path: path)
    }

    /// Opens a folder outside the store. There, links are the administrator's decision.
    static func open(following path: String) throws(StoreError) -> OpenFolder {
        let number = try system("open the folder", path) { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        return OpenFolder(descriptor: Descriptor(takingOwnershipOf: number), path: path)
    }

    /// The path of a name in this folder, for sentences.
    func path(of name: String) -> String { path == "/" ? "/\(name)" : "\(path)/\(name)" }

    /// Opens a folder inside this one.
    func folder(_ name: String) throws(StoreError) -> OpenFolder {
        let path = path(of: name)
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let number = try system("open the folder", path) { openat(descriptor.number, name, flags) }
        return OpenFolder(descriptor: Descriptor(takingOwnershipOf: number), path: path)
    }

    /// Makes a folder of mode 0700 inside this one and opens it; throws if the name exists.
    func makeFolder(_ name: String) throws(StoreError) -> OpenFolder {
        try system("create the folder", path(of: name)) { mkdirat(descriptor.number, name, Self.mode) }
        do throws(StoreError) {
            let made = try folder(name)
            try made.descriptor.setMode(Self.mode, made.path)
            return made
        } catch {
            // A umask may remove the owner's own permissions. The folder is then useless.
            try? removeFolder(name)
            throw error
        }
    }

    /// The status of a name in this folder, without following a link; nil if there is none.
    func status(_ name: String) throws(StoreError) -> stat? {
        var status = stat()
        do throws(StoreError) {
            try system("read", path(of: name)) { fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) }
            return status
        } catch  where error.code == ENOENT {
            return nil
        }
    }

    /// Renames the entry in this folder. It replaces an existing file atomically.
    func rename(_ name: String, to newName: String) throws(StoreError) {
        try system("write", path(of: newName)) {
            renameat(descriptor.number, name, descriptor.number, newName)
        }
    }

    /// Makes a symbolic link.
    func link(_ name: String, to target: String) throws(StoreError) {
        try system("create the link", path(of: name)) { symlinkat(target, descriptor.number, name) }
    }

    /// The target of a symbolic link; nil if there is nothing of that name.
    func target(ofLink name: String) throws(StoreError) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        do throws(StoreError) {
            let length = try system("read the link", path(of: name)) {
                readlinkat(descriptor.number, name, &buffer, buffer.count)
            }
            return String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
        } catch  where error.code == ENOENT {
            return nil
        } catch  where error.code == EINVAL {
            throw .damaged(path: path(of: name), reason: "it is not a symbolic link")
        }
    }

    /// Flushes the directory entries of this folder, and the other entries that were written.
    func synchronize(with others: [WrittenEntry] = []) throws(StoreError) {
        try withExtendedLifetime(others) { () throws(StoreError) in
            try DiskWait.end(others.map(\.wait) + [wait])
        }
    }

    /// What to flush for the directory entries of this folder.
    var wait: DiskWait { DiskWait(number: descriptor.number, path: path, isFolder: true) }
}
