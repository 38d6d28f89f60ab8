import CertificateModel
import Glibc

extension OpenFolder {
    /// Opens the folder to which a symbolic link leads that nobody but root and this user can have made.
    ///
    /// The folder around the link is opened and judged before the link in it is read, and what it leads to is opened from
    /// there, so that nobody can change one of them in between. A link may lead to another one, of which the same must hold.
    /// Throws `unsafeFolder` for any other link.
    static func open(link path: String) throws(StoreError) -> OpenFolder {
        var around = try OpenFolder.open(following: StoreLayout.parent(of: path))
        var name = lastName(of: path)
        // As many as Linux itself follows (path_resolution(7)).
        for _ in 0..<40 {
            do throws(StoreError) {
                let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
                let number = try system("open the folder", around.path(of: name)) {
                    openat(around.descriptor.number, name, flags)
                }
                return OpenFolder(descriptor: Descriptor(takingOwnershipOf: number), path: path)
            } catch  where error.code == ENOTDIR {
                let target = StoreLayout(folder: try around.target(ofTrustedLink: name, store: path)).folder
                around = try around.folder(following: StoreLayout.parent(of: target))
                name = lastName(of: target)
            }
        }
        throw StoreError(code: ELOOP, action: "open the folder", path: path)
    }

    /// Where a link leads, if nobody but root and this user can have made it.
    private func target(ofTrustedLink name: String, store: String) throws(StoreError) -> String {
        let folder = try descriptor.status(path)
        if let danger = folder.ownersDanger ?? folder.modesDanger {
            throw .unsafeFolder(path: store, reason: "it is a symbolic link in \(VisibleText.quoted(path)): \(danger)")
        }
        // From here on, nobody else can put another one in its place.
        guard let link = try status(name), link.st_mode & S_IFMT == S_IFLNK, let target = try target(ofLink: name)
        else {
            throw StoreError(code: ENOTDIR, action: "open the folder", path: store)
        }
        if let danger = link.ownersDanger {
            throw .unsafeFolder(path: store, reason: "it is a symbolic link, and \(danger)")
        }
        return target
    }

    /// Opens a folder by its path from this one, where links are the administrator's business.
    private func folder(following relative: String) throws(StoreError) -> OpenFolder {
        let whole = relative == "." ? path : relative.hasPrefix("/") ? relative : path(of: relative)
        let number = try system("open the folder", whole) {
            openat(descriptor.number, relative, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        return OpenFolder(descriptor: Descriptor(takingOwnershipOf: number), path: whole)
    }

    private static func lastName(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? "."
    }
}

extension stat {
    /// Why somebody else than root and this user owns it; nil where nobody else does.
    var ownersDanger: String? {
        st_uid == geteuid() || st_uid == 0 ? nil : "it belongs to the user with the id \(st_uid)"
    }

    /// Why others can write to it; nil where they cannot.
    var modesDanger: String? {
        st_mode & 0o022 == 0 ? nil : "its mode \(String(st_mode & 0o7777, radix: 8)) lets others write to it"
    }
}
