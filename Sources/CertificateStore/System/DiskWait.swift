import Glibc
import Threads

/// An open file or folder that fsync(2) has to flush. For a folder, that flushes its directory entries.
struct DiskWait: Sendable {
    let number: Int32
    let path: String
    let isFolder: Bool

    /// Flushes it (fsync(2)).
    func end() throws(StoreError) {
        do throws(StoreError) {
            try system("write", path) { fsync(number) }
        } catch  where isFolder && error.code == EINVAL {
            // Some file systems do not support fsync(2) of a folder.
        }
    }

    /// Flushes all of them.
    ///
    /// In parallel, the file system needs fewer journal transactions and disk flushes than one after the other.
    static func end(_ waits: [DiskWait]) throws(StoreError) {
        let portion = waits.count / 4 + 1
        let others = stride(from: portion, to: waits.count, by: portion).map { start in
            let failure = Promise<StoreError?>()
            DetachedThread.run { failure.fulfil(Self.failure(of: waits[start...].prefix(portion))) }
            return failure
        }
        // Wait for all of them, even after a failure: the caller closes the descriptors afterwards.
        let failures = [failure(of: waits.prefix(portion))] + others.map { $0.wait() }
        if let first = failures.compactMap(\.self).first { throw first }
    }

    private static func failure(of waits: ArraySlice<DiskWait>) -> StoreError? {
        do throws(StoreError) {
            for wait in waits { try wait.end() }
            return nil
        } catch {
            return error
        }
    }
}
