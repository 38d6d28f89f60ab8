import Glibc
import Threads

/// What is to be waited for until it is on the disk: an open file, or an open folder with the names in it.
struct DiskWait: Sendable {
    let number: Int32
    let path: String
    let isFolder: Bool

    /// Waits until it is on the disk.
    func end() throws(StoreError) {
        do throws(StoreError) {
            try system("write", path) { fsync(number) }
        } catch  where isFolder && error.code == EINVAL {
            // Some file systems have nothing to do for a folder, and say so.
        }
    }

    /// Waits until all of them are on the disk.
    ///
    /// Side by side: the file system has one journal transaction and one flush of the disk to do for several of them then,
    /// and a busy disk is waited for once. One after the other, each would have its own.
    static func end(_ waits: [DiskWait]) throws(StoreError) {
        let portion = waits.count / 4 + 1
        let others = stride(from: portion, to: waits.count, by: portion).map { start in
            let failure = Promise<StoreError?>()
            DetachedThread.run { failure.fulfil(Self.failure(of: waits[start...].prefix(portion))) }
            return failure
        }
        // None is left to itself, whatever becomes of another: the descriptors are closed after this.
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
