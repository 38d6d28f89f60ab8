import Glibc

extension OpenFolder {
    /// The names in this folder, sorted; `.` and `..` left out.
    func names() throws(StoreError) -> [String] {
        // The stream takes a descriptor of its own and closes it: reading a folder moves the descriptor's position.
        let number = try system("read the folder", path) {
            openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = fdopendir(number) else {
            let code = errno
            close(number)
            throw StoreError(code: code, action: "read the folder", path: path)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno == 0 { return names.sorted() }
                throw StoreError(code: errno, action: "read the folder", path: path)
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { field in
                String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
    }

    /// Removes a file or a link; nothing happens where there is none.
    func removeFile(_ name: String) throws(StoreError) {
        do throws(StoreError) {
            try system("remove", path(of: name)) { unlinkat(descriptor.number, name, 0) }
        } catch  where error.code == ENOENT {
            // Gone already.
        }
    }

    /// Removes an empty folder.
    func removeFolder(_ name: String) throws(StoreError) {
        try system("remove the folder", path(of: name)) { unlinkat(descriptor.number, name, AT_REMOVEDIR) }
    }

    /// Removes a file, a link, or a folder with all that is in it; links are removed, never followed.
    func removeTree(_ name: String) throws(StoreError) {
        guard let status = try status(name) else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { return try removeFile(name) }
        let inner = try folder(name)
        for entry in try inner.names() { try inner.removeTree(entry) }
        try removeFolder(name)
    }

    /// Opens the folder of this name, made if it is missing; says whether it was made.
    func folder(_ name: String, orMake made: inout Bool) throws(StoreError) -> OpenFolder {
        do throws(StoreError) {
            let folder = try makeFolder(name)
            made = true
            return folder
        } catch  where error.code == EEXIST {
            made = false
            return try folder(name)
        }
    }
}
