import Glibc

/// An open folder. Everything in it is reached relative to the descriptor, and no symbolic link is followed, so that
/// nobody who moves a folder or plants a link decides where the store reads and writes.
struct OpenFolder: ~Copyable {
    let descriptor: Descriptor
    /// For sentences only.
    let path: String

    /// The mode of every folder in the store: what is inside concerns the owner alone.
    static let mode: mode_t = 0o700

    /// Opens a folder by its path.
    static func open(path: String) throws(StoreError) -> OpenFolder {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let number = try system("open the folder", path) { Glibc.open(path, flags) }
        return OpenFolder(descriptor: Descriptor(takingOwnershipOf: number), path: path)
    }

    /// Opens a folder outside the store, where links are the administrator's business.
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

    /// Makes a folder of mode 0700 inside this one and opens it; fails where the name exists.
    func makeFolder(_ name: String) throws(StoreError) -> OpenFolder {
        try system("create the folder", path(of: name)) { mkdirat(descriptor.number, name, Self.mode) }
        do throws(StoreError) {
            let made = try folder(name)
            try made.descriptor.setMode(Self.mode, made.path)
            return made
        } catch {
            // A umask that takes the owner's own rights: the folder is of no use to anybody.
            try? removeFolder(name)
            throw error
        }
    }

    /// What a name in this folder is, without following a link; nil where there is none.
    func status(_ name: String) throws(StoreError) -> stat? {
        var status = stat()
        do throws(StoreError) {
            try system("read", path(of: name)) { fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) }
            return status
        } catch  where error.code == ENOENT {
            return nil
        }
    }

    /// Gives the entry another name, in this folder or another; a file there is replaced in one step.
    func rename(_ name: String, to newName: String, in other: borrowing OpenFolder) throws(StoreError) {
        try system("write", other.path(of: newName)) {
            renameat(descriptor.number, name, other.descriptor.number, newName)
        }
    }

    /// Gives the entry another name in this folder; a file there is replaced in one step.
    func rename(_ name: String, to newName: String) throws(StoreError) {
        try system("write", path(of: newName)) {
            renameat(descriptor.number, name, descriptor.number, newName)
        }
    }

    /// Makes a symbolic link.
    func link(_ name: String, to target: String) throws(StoreError) {
        try system("create the link", path(of: name)) { symlinkat(target, descriptor.number, name) }
    }

    /// Where a symbolic link leads; nil where there is nothing of that name.
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

    /// Waits until the names in this folder are on the disk, and with them what else was written.
    func synchronize(with others: [WrittenEntry] = []) throws(StoreError) {
        try withExtendedLifetime(others) { () throws(StoreError) in
            try DiskWait.end(others.map(\.wait) + [wait])
        }
    }

    /// To wait for the names in this folder.
    var wait: DiskWait { DiskWait(number: descriptor.number, path: path, isFolder: true) }
}
