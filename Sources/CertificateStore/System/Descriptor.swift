import Glibc
import Host

/// An open file descriptor with one owner. Its deinitialiser closes it.
struct Descriptor: ~Copyable {
    let number: Int32

    init(takingOwnershipOf number: Int32) {
        self.number = number
    }

    deinit {
        // On Linux, close(2) releases the descriptor even on EINTR. A second call could close another thread's file.
        close(number)
    }

    /// The type, mode, owner and size of the file.
    func status(_ path: String) throws(StoreError) -> stat {
        var status = stat()
        try system("read", path) { fstat(number, &status) }
        return status
    }

    /// Sets exactly this mode, whatever the umask is.
    ///
    /// The file was created with these bits or fewer, so it never had more.
    func setMode(_ mode: mode_t, _ path: String) throws(StoreError) {
        if try status(path).st_mode & 0o7777 != mode {
            try system("set the mode of", path) { fchmod(number, mode) }
        }
    }

    /// Writes all of it.
    func write(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(StoreError) {
        if let code = WholeWrite.write(bytes, to: number) { throw StoreError(code: code, action: "write", path: path) }
    }

    /// Flushes the file to the disk (fsync(2)).
    func synchronize(_ path: String) throws(StoreError) {
        try DiskWait(number: number, path: path, isFolder: false).end()
    }
}
