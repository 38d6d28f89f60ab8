import Glibc
import Synchronization

/// The manifests that this process has read: a generation never changes once it has its number, so that one reading of each
/// is enough. One that was changed by hand all the same, or whose number another generation has now, is read again.
final class ReadManifests: Sendable {
    private struct Reading: Sendable {
        let stamp: FileStamp
        let manifest: Manifest
    }

    /// One for each generation.
    private let known = Mutex<[Reading]>([])

    /// The manifest of a generation, in its folder.
    func manifest(of number: Int, in folder: borrowing OpenFolder) throws(StoreError) -> Manifest {
        // Taken first: if the file changes before it is read, the next call finds another stamp.
        guard let stamp = try folder.status(StoreLayout.manifestName).map(FileStamp.init) else {
            return try Manifest.read(in: folder, number: number)
        }
        let reading = known.withLock { known in known.first { $0.manifest.generation == number } }
        if let reading, reading.stamp == stamp { return reading.manifest }
        let manifest = try Manifest.read(in: folder, number: number)
        known.withLock { known in
            known.removeAll { $0.manifest.generation == number }
            if stamp.isSettled { known.append(Reading(stamp: stamp, manifest: manifest)) }
        }
        return manifest
    }
}
