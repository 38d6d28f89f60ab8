import Glibc

/// The folder of a file.
enum ParentFolder {
    /// The path of the folder; `.` for a file name without a folder.
    static func path(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// Flushes the folder's entries: fsync(2) of a file does not do that. Returns the error number on failure.
    static func synchronize(of file: String) -> Int32? {
        let descriptor = open(path(of: file), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            // A folder with write but without read permission cannot be opened for fsync(2).
            return errno == EACCES ? nil : errno
        }
        defer { close(descriptor) }
        // Some file systems do not support fsync(2) of a folder.
        return fsync(descriptor) == 0 || errno == EINVAL ? nil : errno
    }
}
