public import CertificateModel
import Glibc

extension Store {
    /// The unfinished answers of a wizard as they were kept, and when; nil where none are kept.
    ///
    /// Throws `damaged` where something else than a file is in their place.
    public func draft() throws(StoreError) -> (bytes: [UInt8], time: Timestamp)? {
        guard let root = try openFolder(), let status = try root.status(StoreLayout.draftName),
            let bytes = try root.contents(of: StoreLayout.draftName)
        else { return nil }
        return (bytes, Timestamp(secondsSinceEpoch: Int64(status.st_mtim.tv_sec)))
    }

    /// Whether something is in the place of unfinished answers.
    public func holdsDraft() throws(StoreError) -> Bool {
        try openFolder()?.status(StoreLayout.draftName) != nil
    }
}

extension Writer {
    /// Keeps unfinished answers in the place of those before; they are on the disk when this returns.
    public mutating func keepDraft(_ bytes: [UInt8], at time: Timestamp) throws(StoreError) {
        let name = StoreLayout.draftName
        try root.replaceFile(name, mode: 0o600, bytes)
        hasKeptDraft = true
        // The time is that of the file, which the caller's clock says.
        var times = [timespec(tv_sec: Int(time.secondsSinceEpoch), tv_nsec: 0)]
        times.append(times[0])
        try system("write", layout.draft) {
            utimensat(root.descriptor.number, name, times, AT_SYMLINK_NOFOLLOW)
        }
        try root.synchronize(with: try foldersAboveMade())
    }

    /// Removes the unfinished answers. What cannot be removed now, the next wizard offers again.
    public func dropDraft() {
        guard (try? root.status(StoreLayout.draftName)) != nil else { return }
        try? root.removeFile(StoreLayout.draftName)
        try? root.synchronize()
    }
}
