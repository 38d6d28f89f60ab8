import Glibc
import Host

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

    /// Writes all of it.
    func write(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(StoreError) {
        if let code = WholeWrite.write(bytes, to: number) { throw StoreError(code: code, action: "write", path: path) }
    }

    /// Waits until the file is on the disk.
    func synchronize(_ path: String) throws(StoreError) {
        try DiskWait(number: number, path: path, isFolder: false).end()
    }
}
