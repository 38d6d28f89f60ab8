import Glibc

/// An open file descriptor with one owner, closed when the owner is gone.
struct Descriptor: ~Copyable {
    let number: Int32

    init(takingOwnershipOf number: Int32) {
        self.number = number
    }

    deinit {
        // Never repeated on EINTR: on Linux the descriptor is gone either way, and the number may be another thread's.
        close(number)
    }

    /// What the file is: type, mode, owner, size.
    func status(_ path: String) throws(StoreError) -> stat {
        var status = stat()
        try system("read", path) { fstat(number, &status) }
        return status
    }

    /// Gives the file exactly this mode, whatever the umask took from it at creation.
    ///
    /// The file was created with these bits or fewer, so there is no moment at which it had more.
    func setMode(_ mode: mode_t, _ path: String) throws(StoreError) {
        if try status(path).st_mode & 0o7777 != mode {
            try system("set the mode of", path) { fchmod(number, mode) }
        }
    }

    /// Writes all of it, going on after short writes and interruptions.
    func write(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(StoreError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = try system("write", path) {
                Glibc.write(number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            }
            // A write of more than nothing that writes nothing would repeat for ever.
            guard written > 0 else { throw StoreError(code: EIO, action: "write", path: path) }
            rest = rest.dropFirst(written)
        }
    }

    /// Waits until the file is on the disk.
    func synchronize(_ path: String) throws(StoreError) {
        try system("write", path) { fsync(number) }
    }
}
