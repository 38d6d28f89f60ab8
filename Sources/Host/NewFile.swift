import Glibc

/// Creates a file that the operator asked for.
public enum NewFile {
    /// Creates a file that everybody may read, as far as the umask allows, with these contents.
    public static func write(
        _ bytes: [UInt8], to path: String, within reach: FileReach = .everywhere
    ) throws(WriteFailure) {
        try bytes.withUnsafeBytes { bytes in
            Result { () throws(WriteFailure) in try write(bytes, to: path, isSecret: false, within: reach) }
        }.get()
    }

    /// Creates a file with these contents, and flushes it and its name to the disk. One that is secret is its owner's alone from
    /// the moment it exists. An existing file is not changed. A file that cannot be written completely is removed again. One
    /// beyond `reach` is not created. `isUnwanted` is asked once, before the file has its name: when all of it is on the disk, or,
    /// where the file system knows no file without a name, before any of it is. If it returns true, no file is made.
    public static func write(
        _ bytes: UnsafeRawBufferPointer, to path: String, isSecret: Bool, within reach: FileReach = .everywhere,
        unless isUnwanted: () -> Bool = { false }
    ) throws(WriteFailure) {
        guard !path.isEmpty else { throw .noName(path: path) }
        // Opened once: it cannot become another folder between the look at it and the new file.
        let folder = open(ParentFolder.path(of: path), openPath | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw reach == .media ? .beyondReach(path: path) : .notMade(path: path, code: errno) }
        defer { close(folder) }
        var status = stat()
        guard fstat(folder, &status) == 0, reach.holds(status) else { throw .beyondReach(path: path) }
        let mode: mode_t = isSecret ? 0o600 : 0o644
        try check(path)
        let unnamed = try writeUnnamed(bytes, to: path, mode: mode, in: folder)
        defer { if unnamed >= 0 { close(unnamed) } }
        if isUnwanted() { return }
        var code: Int32?
        if try !name(unnamed, path, in: folder) {
            let descriptor = try create(path, mode: mode, in: folder)
            code = fill(descriptor, bytes)
            close(descriptor)
        }
        guard let code = code ?? ParentFolder.synchronize(of: path) else { return }
        unlink(path)
        throw .notWritten(path: path, code: code)
    }

    /// Writes a file that has no name, which it gets when it is whole (O_TMPFILE, open(2)): a death before that leaves nothing.
    /// Some file systems do not know such files; the descriptor is then negative.
    private static func writeUnnamed(
        _ bytes: UnsafeRawBufferPointer, to path: String, mode: mode_t, in folder: Int32
    ) throws(WriteFailure) -> Int32 {
        let descriptor = openat(folder, ".", openUnnamed | O_WRONLY | O_CLOEXEC, mode)
        if descriptor >= 0, let code = fill(descriptor, bytes) {
            close(descriptor)
            throw .notWritten(path: path, code: code)
        }
        return descriptor
    }

    /// Gives a file without a name its name. Says whether it has it: without /proc, none gets one.
    private static func name(_ unnamed: Int32, _ path: String, in folder: Int32) throws(WriteFailure) -> Bool {
        guard unnamed >= 0 else { return false }
        if linkat(AT_FDCWD, "/proc/self/fd/\(unnamed)", folder, name(of: path), AT_SYMLINK_FOLLOW) == 0 { return true }
        if errno == EEXIST { throw .exists(path: path) }
        return false
    }

    /// Writes and flushes all of it. Returns the error number on failure.
    private static func fill(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32? {
        WholeWrite.write(bytes, to: descriptor) ?? (fsync(descriptor) == 0 ? nil : errno)
    }

    /// O_PATH (open(2)): Swift's module of the C library leaves it out. A folder that may be written to need not be readable.
    private static let openPath: Int32 = 0o10_000_000
    /// O_TMPFILE (open(2)), which it leaves out as well.
    private static let openUnnamed: Int32 = 0o20_000_000 | O_DIRECTORY

    private static func name(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    private static func create(_ path: String, mode: mode_t, in folder: Int32) throws(WriteFailure) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = openat(folder, name(of: path), flags, mode)
        guard descriptor >= 0 else { throw errno == EEXIST ? .exists(path: path) : .notMade(path: path, code: errno) }
        return descriptor
    }

    /// Refuses a path at which something is already: for whoever is about to be asked for more.
    public static func check(_ path: String) throws(WriteFailure) {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw .exists(path: path) }
    }

    /// Removes a file that this run created.
    public static func remove(_ path: String) { unlink(path) }
}
