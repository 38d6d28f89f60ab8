import FoundationEssentials
import Glibc
import Synchronization

/// Folders for what is made up to play scenes: each goes when its owner says so, else at the end of the process.
enum ScratchFolder {
    private static let folders = Mutex<Set<String>>([])

    static func make() throws -> String {
        let folder =
            FileManager.default.temporaryDirectory.path(percentEncoded: false) + "keyturn-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        _ = isWatched
        folders.withLock { _ = $0.insert(folder) }
        return folder
    }

    static func remove(_ folder: String) {
        folders.withLock { _ = $0.remove(folder) }
        removeAll(folder)
    }

    private static let isWatched: Bool =
        atexit { for folder in ScratchFolder.folders.withLock({ $0 }) { ScratchFolder.removeAll(folder) } } == 0

    /// Removes a folder with everything in it, and follows no link. `FileManager` would open folders meanwhile in a way that a
    /// program which another test starts at that moment inherits (open(2), O_CLOEXEC).
    private static func removeAll(_ path: String) {
        if unlink(path) == 0 { return }
        guard let stream = opendir(path) else { return }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        closedir(stream)
        for name in names { removeAll("\(path)/\(name)") }
        rmdir(path)
    }
}
