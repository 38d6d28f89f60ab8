import Glibc

extension Store {
    /// Runs the body as the one writer of the store, which is made if it is missing.
    ///
    /// Whatever an earlier run left behind when it died is put right first. A body that throws, or that writes nothing,
    /// leaves no trace: not even the folder, if this call made it. Throws `held` at once where another run is writing, and
    /// whatever the body throws.
    public func withLock<Result>(_ body: (inout Writer) throws -> Result) throws -> Result {
        // A run that leaves no trace can remove the folder between our opening it and our locking it.
        for _ in 0..<100 {
            guard var writer = try lockOnce() else { continue }
            let result: Result
            do {
                try writer.recover()
                result = try body(&writer)
            } catch {
                writer.finish(changed: writer.hasCommitted)
                throw error
            }
            let isChanged = writer.hasCommitted || writer.hasWritten
            if isChanged { writer.noteMachineIfNone() }
            writer.finish(changed: isChanged || writer.hasKeptDraft)
            return result
        }
        throw StoreError.held(path: layout.folder, process: nil)
    }

    /// Opens or makes the folder and takes the lock; nil where the folder or the lock was removed meanwhile.
    private func lockOnce() throws(StoreError) -> Writer? {
        let made = try makeFolders()
        do throws(StoreError) {
            guard let root = try openFolder(), let lock = try openLock(root) else {
                removeFolders(made)
                return nil
            }
            let names = Set(try root.names())
            return Writer(store: self, root: root, lock: lock, foldersMade: made, namesBefore: names)
        } catch {
            removeFolders(made)
            throw error
        }
    }

    private func openLock(_ root: borrowing OpenFolder) throws(StoreError) -> Descriptor? {
        let name = StoreLayout.lockName
        guard let lock = try root.openRecord(name, O_RDWR | O_CREAT, to: "lock") else { return nil }
        whenLockIsOpen()
        do throws(StoreError) {
            try system("lock", layout.lock) { flock(lock.number, LOCK_EX | LOCK_NB) }
        } catch  where error.code == EWOULDBLOCK {
            throw .held(path: layout.folder, process: holder(lock))
        }
        // A lock on a file that has lost its name keeps nobody out.
        let ours = try lock.status(layout.lock)
        guard let named = try root.status(name), named.st_ino == ours.st_ino, named.st_dev == ours.st_dev else {
            return nil
        }
        // A note for people. It is not needed for the lock to hold, so a full disk does not matter here.
        let note = Array("\(getpid())\n".utf8)
        _ = ftruncate(lock.number, 0)
        _ = note.withUnsafeBytes { pwrite(lock.number, $0.baseAddress, $0.count, 0) }
        return lock
    }

    private func holder(_ lock: borrowing Descriptor) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 12)
        let count = bytes.withUnsafeMutableBytes { pread(lock.number, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        let text = String(decoding: bytes.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self)
        return Int32(text).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Makes the store's folder and what is missing above it, mode 0700; returns what was made, outermost first.
    private func makeFolders() throws(StoreError) -> [String] {
        var made: [String] = []
        var missing: [String] = []
        var path = layout.folder
        var status = stat()
        while !path.isEmpty, lstat(path, &status) == -1, errno == ENOENT {
            missing.append(path)
            path = StoreLayout.parent(of: path)
        }
        for path in missing.reversed() {
            do throws(StoreError) {
                try system("create the folder", path) { mkdir(path, OpenFolder.mode) }
                made.append(path)
                try OpenFolder.open(path: path).descriptor.setMode(OpenFolder.mode, path)
            } catch  where error.code == EEXIST {
                // Another run was faster.
            } catch {
                removeFolders(made)
                throw error
            }
        }
        return made
    }

    /// Removes folders that are empty, innermost first.
    func removeFolders(_ made: [String]) {
        for path in made.reversed() { rmdir(path) }
    }
}
