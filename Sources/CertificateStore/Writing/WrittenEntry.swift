/// A file that was written, or a folder that has new names in it, and that is not known to be on the disk yet.
///
/// A class, because an array cannot hold a descriptor that has one owner.
final class WrittenEntry {
    let descriptor: Descriptor
    /// What to wait for.
    let wait: DiskWait

    /// Creates a file exclusively and writes it.
    convenience init(
        _ name: String, mode: UInt32, _ bytes: UnsafeRawBufferPointer, in folder: borrowing OpenFolder
    ) throws(StoreError) {
        self.init(file: try folder.createFile(name, mode: mode, bytes), path: folder.path(of: name))
    }

    /// A file that is open.
    init(file: consuming Descriptor, path: String) {
        wait = DiskWait(number: file.number, path: path, isFolder: false)
        descriptor = file
    }

    /// A folder.
    init(_ folder: consuming OpenFolder) {
        wait = folder.wait
        descriptor = folder.descriptor
    }
}
