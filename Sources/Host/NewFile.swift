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
    /// beyond `reach` is not created.
    public static func write(
        _ bytes: UnsafeRawBufferPointer, to path: String, isSecret: Bool, within reach: FileReach = .everywhere
    ) throws(WriteFailure) {
        guard !path.isEmpty else { throw .noName(path: path) }
        let descriptor = try create(path, mode: isSecret ? 0o600 : 0o644, within: reach)
        var code = WholeWrite.write(bytes, to: descriptor)
        if code == nil, fsync(descriptor) != 0 { code = errno }
        close(descriptor)
        if code == nil { code = ParentFolder.synchronize(of: path) }
        guard let code else { return }
        unlink(path)
        throw .notWritten(path: path, code: code)
    }

    /// O_PATH (open(2)): Swift's module of the C library leaves it out. A folder that may be written to need not be readable.
    private static let openPath: Int32 = 0o10_000_000

    /// The folder is opened once: it cannot become another one between the look at it and the new file.
    private static func create(
        _ path: String, mode: mode_t, within reach: FileReach
    ) throws(WriteFailure) -> Int32 {
        let folder = open(ParentFolder.path(of: path), openPath | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw reach == .media ? .beyondReach(path: path) : .notMade(path: path, code: errno) }
        defer { close(folder) }
        var status = stat()
        guard fstat(folder, &status) == 0, reach.holds(status) else { throw .beyondReach(path: path) }
        let name =
            path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
        let descriptor = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
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
