import Glibc
import Synchronization

/// The manifests that this process has read: a generation never changes once it has its number, so that one reading of each
/// is enough. One that was changed by hand all the same, or whose number another generation has now, is read again.
final class ReadManifests: Sendable {
    private let known = Mutex<[Int: (stamp: FileStamp, manifest: Manifest)]>([:])

    /// The manifest of a generation, in its folder.
    func manifest(of number: Int, in folder: borrowing OpenFolder) throws(StoreError) -> Manifest {
        // Taken first: if the file changes before it is read, the next call finds another stamp.
        guard let stamp = try folder.status(StoreLayout.manifestName).map(FileStamp.init) else {
            return try Manifest.read(in: folder, number: number)
        }
        if let known = known.withLock({ $0[number] }), known.stamp == stamp { return known.manifest }
        let manifest = try Manifest.read(in: folder, number: number)
        if stamp.isSettled { known.withLock { $0[number] = (stamp, manifest) } }
        return manifest
    }
}
