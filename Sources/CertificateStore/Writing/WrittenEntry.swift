/// A file that was written and is not known to be on the disk yet.
///
/// A class, because an array cannot hold a descriptor that has one owner.
final class WrittenFile {
    private let descriptor: Descriptor
    private let path: String

    /// Creates the file exclusively and writes it.
    init(
        _ name: String, mode: UInt32, _ bytes: UnsafeRawBufferPointer, in folder: borrowing OpenFolder
    ) throws(StoreError) {
        path = folder.path(of: name)
        descriptor = try folder.createFile(name, mode: mode, bytes)
    }

    /// Waits until the file is on the disk.
    func synchronize() throws(StoreError) {
        try descriptor.synchronize(path)
    }
}
