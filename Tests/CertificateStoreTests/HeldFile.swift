import Glibc
import StoreFixtures
import Testing

/// A file that somebody has open: what is on the disk of it can be read after its name is gone.
final class HeldFile {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
    }

    deinit { close(descriptor) }

    /// What is on the disk now.
    var contents: String { Tree.contents("/proc/self/fd/\(descriptor)") }

    /// Whether zeros took the place of what it held.
    var isOverwritten: Bool { !contents.isEmpty && contents.utf8.allSatisfy { $0 == 0 } }
}
