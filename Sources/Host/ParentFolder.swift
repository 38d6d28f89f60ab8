import Glibc

/// The folder that a file is in.
enum ParentFolder {
    /// The path of the folder: `.` for a name alone.
    static func path(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// Waits until the names in the folder are on the disk, which syncing a file does not do (fsync(2)); returns the error
    /// number where that fails.
    static func synchronize(of file: String) -> Int32? {
        let descriptor = open(path(of: file), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            // A folder that may be written to and not read cannot be opened for this.
            return errno == EACCES ? nil : errno
        }
        defer { close(descriptor) }
        // Some file systems know no sync of a folder.
        return fsync(descriptor) == 0 || errno == EINVAL ? nil : errno
    }
}
