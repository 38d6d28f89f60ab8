import Glibc

/// A certificate store on disk: whole generations, one of which is live.
///
/// Reading takes no lock: a generation never changes once it has its number, and the live link moves in one step. Writing goes
/// through `withLock`. The state is on the disk alone: nothing is kept in memory between calls but manifests, which never
/// change.
public struct Store: Sendable {
    /// Makes the SHA-256 digest of what it is lent. It comes in as a value because the store knows no cryptography.
    public typealias Digest = @Sendable (UnsafeRawBufferPointer) -> [UInt8]

    /// Where everything in the store is.
    public let layout: StoreLayout
    let digest: Digest
    /// What tells this machine from others; nil where nothing that lasts does.
    let machine: @Sendable () -> String?
    /// What was read of manifests, for all copies of this value.
    let manifests = ReadManifests()
    /// Called at every step of a commit: for tests that let a run fail or die there.
    package var atStep: @Sendable (CommitStep) throws -> Void = { _ in }

    /// Called at every step of making and dropping a request: for tests that let a run fail or die there.
    package var atRequestStep: @Sendable (RequestStep) throws(StoreError) -> Void = { _ in }

    /// Called at every step of pointing `live` elsewhere and of adopting: for tests that let a run fail or die there.
    package var atLiveStep: @Sendable (LiveStep) throws(StoreError) -> Void = { _ in }

    /// Called at every step of a rotation of the journal: for tests that let a run fail or die there.
    package var atJournalStep: @Sendable (JournalStep) throws(StoreError) -> Void = { _ in }

    /// Whether the file system lets two names change places in one step: for tests of one that does not.
    package var exchangesNames = true

    /// Called between opening the lock file and locking it: for the test that removes the file in that moment.
    package var whenLockIsOpen: @Sendable () -> Void = {}

    /// The store in a folder, which need not exist yet. `machine` tells this machine from others, where something does.
    public init(
        folder: String, digest: @escaping Digest, machine: @escaping @Sendable () -> String? = { nil }
    ) {
        self.layout = StoreLayout(folder: folder)
        self.digest = digest
        self.machine = machine
    }

    /// Opens the store's folder; nil where there is none.
    ///
    /// Throws `unsafeFolder` where somebody else could change what is in it.
    func openFolder() throws(StoreError) -> OpenFolder? {
        guard !layout.folder.isEmpty, !layout.folder.utf8.contains(0) else { throw .unusableName(layout.folder) }
        let folder: OpenFolder
        do throws(StoreError) {
            folder = try OpenFolder.open(path: layout.folder)
        } catch  where error.code == ENOENT {
            return nil
        } catch  where error.code == ENOTDIR && isLink(layout.folder) {
            folder = try OpenFolder.open(link: layout.folder)
        }
        let status = try folder.descriptor.status(layout.folder)
        if let danger = status.ownersDanger ?? status.modesDanger {
            throw .unsafeFolder(path: layout.folder, reason: danger)
        }
        return folder
    }

    private func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
