import Glibc

extension OpenFolder {
    /// The names in this folder, sorted, without `.` and `..`.
    func names() throws(StoreError) -> [String] {
        // The stream gets its own descriptor, because reading a folder moves the descriptor's position.
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

    /// Removes a file or a link; does nothing if there is none.
    func removeFile(_ name: String) throws(StoreError) {
        do throws(StoreError) {
            try system("remove", path(of: name)) { unlinkat(descriptor.number, name, 0) }
        } catch  where error.code == ENOENT {
            // The entry is gone already.
        }
    }

    /// Removes an empty folder.
    func removeFolder(_ name: String) throws(StoreError) {
        try system("remove the folder", path(of: name)) { unlinkat(descriptor.number, name, AT_REMOVEDIR) }
    }

    /// Removes a file, a link, or a folder with its contents. Links are not followed.
    ///
    /// The private keys in a folder are overwritten first, as far as the file system lets that reach the disk.
    func removeTree(_ name: String) throws(StoreError) {
        guard let status = try status(name) else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { return try removeFile(name) }
        let inner = try folder(name)
        let names = try inner.names()
        for key in names where key.hasSuffix(".key") { try? inner.overwrite(key) }
        for entry in names { try inner.removeTree(entry) }
        try removeFolder(name)
    }

    /// Writes zeros over the contents of a file, which has no other name: that would be one of a backup.
    private func overwrite(_ name: String) throws(StoreError) {
        guard let file = try openRecord(name, O_WRONLY, to: "overwrite") else { return }
        let path = path(of: name)
        let size = try file.status(path).st_size
        guard size <= Self.fileLimit else { return }
        try [UInt8](repeating: 0, count: Int(size)).lend { (bytes) throws(StoreError) in try file.write(bytes, path) }
        try file.synchronize(path)
    }

    /// Opens the folder of this name, and makes it if it is missing; `made` tells whether it was made.
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
