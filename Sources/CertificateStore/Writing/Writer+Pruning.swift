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
            try generations.removeTree(pending)
        }
        try generations.synchronize()
        return Array(old)
    }
}
