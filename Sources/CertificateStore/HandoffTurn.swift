import Glibc

/// The lock on handing certificates to servers (flock(2)): one run at a time has it, independent of the store's lock.
public struct HandoffTurn: ~Copyable {
    private let folder: OpenFolder

    fileprivate init(_ folder: consuming OpenFolder) { self.folder = folder }

    /// Releases the lock. Closing alone is not enough: a child that another thread starts may hold the same open file
    /// for a moment.
    public func end() { _ = flock(folder.descriptor.number, LOCK_UN) }
}

extension Store {
    /// Waits until no other run hands certificates over; `isWaiting` is called where one does.
    ///
    /// On a file system that knows no locks nobody waits: two runs at once are rare, and hooks can bear it.
    public func waitForHandoff(_ isWaiting: () -> Void) throws(StoreError) -> HandoffTurn {
        guard let root = try openFolder() else { throw .noSuchGeneration(0, path: layout.folder) }
        let folder = try root.folder(StoreLayout.generationsName)
        if flock(folder.descriptor.number, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            isWaiting()
            while flock(folder.descriptor.number, LOCK_EX) != 0, errno == EINTR {}
        }
        return HandoffTurn(folder)
    }
}
