import Glibc

extension OpenFolder {
    /// The largest file that is read into memory. A larger one is damaged: this program writes no such files.
    static let fileLimit = 16 << 20

    /// Creates a file exclusively with its final mode, and writes it. The caller flushes the returned descriptor.
    ///
    /// If the file cannot be written, it is removed again.
    func createFile(
        _ name: String, mode: mode_t, _ bytes: UnsafeRawBufferPointer
    ) throws(StoreError) -> Descriptor {
        let path = path(of: name)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = Descriptor(
            takingOwnershipOf: try system("create", path) { openat(descriptor.number, name, flags, mode) })
        do throws(StoreError) {
            try file.setMode(mode, path)
            try file.write(bytes, path)
        } catch {
            try? removeFile(name)
            throw error
        }
        return file
    }

    /// Replaces a file atomically: a temporary file is written, flushed and renamed. The new name is on the disk after
    /// this folder is flushed.
    func replaceFile(_ name: String, mode: mode_t, _ bytes: [UInt8]) throws(StoreError) {
        let temporary = StoreLayout.temporaryName(for: name)
        try removeFile(temporary)
        do throws(StoreError) {
            try bytes.lend { (buffer) throws(StoreError) in
                try createFile(temporary, mode: mode, buffer).synchronize(path(of: temporary))
            }
            try rename(temporary, to: name)
        } catch {
            try? removeFile(temporary)
            throw error
        }
    }

    /// Lends the contents of a regular file, and cleanses their memory.
    ///
    /// Nil if there is no such file. Only the size at the time of opening is read: readers hold no lock, and another run may
    /// append to the journal meanwhile.
    func withContents<Result>(
        of name: String, _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        var status = stat()
        guard let file = try openRegular(name, O_RDONLY, to: "open", &status) else { return nil }
        let path = path(of: name)
        guard status.st_size <= Self.fileLimit else {
            throw .damaged(path: path, reason: "it is \(status.st_size) bytes long")
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(status.st_size), alignment: 16)
        defer {
            if let start = buffer.baseAddress { explicit_bzero(start, buffer.count) }
            buffer.deallocate()
        }
        var length = 0
        while length < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[length...])
            let count = try system("read", path) { read(file.number, rest.baseAddress, rest.count) }
            if count == 0 { break }
            length += count
        }
        return try body(UnsafeRawBufferPointer(rebasing: buffer[..<length]))
    }

    /// Opens a file that is written in place, and never anything else: what is written would reach whatever a link leads to,
    /// and another name of the same file. Nil if there is none.
    func openRecord(_ name: String, _ flags: Int32, to action: String) throws(StoreError) -> Descriptor? {
        var status = stat()
        guard let file = try openRegular(name, flags, to: action, &status) else { return nil }
        guard status.st_nlink <= 1 else {
            throw .damaged(
                path: path(of: name), reason: "it has another name, which may be outside the store (a hard link)")
        }
        return file
    }

    /// Opens a regular file, and puts its status (fstat(2)) into `status`; nil if there is no file. It refuses a link, a FIFO
    /// and a device, and never waits for one.
    private func openRegular(
        _ name: String, _ flags: Int32, to action: String, _ status: inout stat
    ) throws(StoreError) -> Descriptor? {
        let path = path(of: name)
        let number: Int32
        do throws(StoreError) {
            number = try system(action, path) {
                openat(descriptor.number, name, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0o600)
            }
        } catch  where error.code == ENOENT {
            return nil
        } catch  where error.code == ELOOP {
            throw .damaged(path: path, reason: "it is a symbolic link")
        } catch  where [EISDIR, ENXIO].contains(error.code) {
            throw .damaged(path: path, reason: "it is not a file")
        }
        let file = Descriptor(takingOwnershipOf: number)
        status = try file.status(path)
        guard status.st_mode & S_IFMT == S_IFREG else { throw .damaged(path: path, reason: "it is not a file") }
        return file
    }

    /// The contents of a file that is not secret; nil if there is no such file.
    func contents(of name: String) throws(StoreError) -> [UInt8]? {
        try withContents(of: name) { Array($0) }
    }
}
