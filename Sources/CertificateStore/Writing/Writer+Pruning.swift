import Glibc

extension Writer {
    /// Removes the oldest generations but the `count` newest and the live one, and destroys their private keys first; returns
    /// the numbers of those that went.
    ///
    /// A generation loses its number before its files are removed: if this run dies, the next one finishes the removal.
    public mutating func prune(keeping count: Int) throws(StoreError) -> [Int] {
        let live = try root.liveNumber()
        let old = try root.generationNumbers().dropLast(max(count, 1)).filter { $0 != live }
        guard !old.isEmpty else { return [] }
        let generations = try root.folder(StoreLayout.generationsName)
        for number in old {
            let pending = StoreLayout.pendingName(number)
            try generations.rename(StoreLayout.generationName(number), to: pending)
            try generations.synchronize()
            hasCommitted = true
            try generations.destroy(pending)
        }
        try generations.synchronize()
        return Array(old)
    }
}

extension OpenFolder {
    /// Removes a folder of a generation; its keys are overwritten first, as far as the file system lets that reach the disk.
    func destroy(_ name: String) throws(StoreError) {
        let folder = try folder(name)
        for file in try folder.names() where file.hasSuffix(".key") { try? folder.overwrite(file) }
        try removeTree(name)
    }

    /// Writes zeros over the contents of a file.
    private func overwrite(_ name: String) throws(StoreError) {
        let path = path(of: name)
        let file = Descriptor(
            takingOwnershipOf: try system("open", path) {
                openat(descriptor.number, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            })
        let status = try file.status(path)
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.fileLimit else { return }
        try [UInt8](repeating: 0, count: Int(status.st_size)).lend { (bytes) throws(StoreError) in
            try file.write(bytes, path)
        }
        try file.synchronize(path)
    }
}
