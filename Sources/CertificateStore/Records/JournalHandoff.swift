public import CertificateModel

extension Journal {
    /// What became of handing a generation to the servers that use it, since it last became live.
    public func handoff(of generation: Int) -> HandoffState {
        for entry in entries.reversed() where entry.generation == generation {
            switch entry.result {
            case JournalEntry.committed, JournalEntry.rolledBack: return .notTried
            case JournalEntry.deployed: return .done
            case JournalEntry.notDeployed, JournalEntry.notProven:
                return .failed((entry.hooks ?? []).map(\.outcome).filter { !$0.hasSucceeded })
            default: continue
            }
        }
        return .notTried
    }
}
