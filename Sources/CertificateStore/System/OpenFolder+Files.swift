import Glibc

extension OpenFolder {
    /// No file that this program writes comes near it: a larger one is damaged, and is not taken into memory.
    static let fileLimit = 16 << 20

    /// Creates a file exclusively with its final mode and writes it; the caller synchronizes the descriptor it gets.
    ///
    /// A file that was created but could not be written is removed again.
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

    /// Replaces a file in one step: a temporary file, on the disk before it takes the name. The name is on the disk when this
    /// folder is.
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

    /// Lends the contents of a regular file, and cleanses the memory they were in.
    ///
    /// Nil where there is no such file. Neither a link nor a FIFO nor a device is read, and none of them can make this
    /// wait. A file that grows meanwhile is read as it was when it was opened: readers hold no lock, and another run may
    /// add a line to the journal at any moment.
    func withContents<Result>(
        of name: String, _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        let path = path(of: name)
        let number: Int32
        do throws(StoreError) {
            let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
            number = try system("open", path) { openat(descriptor.number, name, flags) }
        } catch  where error.code == ENOENT {
            return nil
        } catch  where error.code == ELOOP {
            throw .damaged(path: path, reason: "it is a symbolic link")
        }
        let file = Descriptor(takingOwnershipOf: number)
        let status = try file.status(path)
        guard status.st_mode & S_IFMT == S_IFREG else { throw .damaged(path: path, reason: "it is not a file") }
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
            let count = try system("read", path) { read(number, rest.baseAddress, rest.count) }
            if count == 0 { break }
            length += count
        }
        return try body(UnsafeRawBufferPointer(rebasing: buffer[..<length]))
    }

    /// The contents of a file that holds no secret; nil where there is no such file.
    func contents(of name: String) throws(StoreError) -> [UInt8]? {
        try withContents(of: name) { Array($0) }
    }
}
