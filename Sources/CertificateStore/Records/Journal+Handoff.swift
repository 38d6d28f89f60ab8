public import CertificateModel

extension Journal {
    /// What became of handing the live generation to the servers that use it, since it last became live.
    ///
    /// A hand-off counts no more once another generation became live. That holds too where a run went back and died before
    /// it could write so to the journal.
    public func handoff(of generation: Int) -> HandoffState {
        for entry in entries.reversed() {
            switch entry.result {
            case JournalEntry.committed, JournalEntry.rolledBack: return .notTried
            case _ where entry.generation != generation: continue
            case JournalEntry.deployed: return .done
            case JournalEntry.notDeployed, JournalEntry.notProven:
                return .failed((entry.hooks ?? []).map(\.outcome).filter { !$0.hasSucceeded })
            default: continue
            }
        }
        return .notTried
    }

    /// Whether the endpoints served a generation when they were last asked after a switch to it; nil where they never were, or
    /// the journal does not say.
    public func wasServed(_ generation: Int) -> Bool? {
        for entry in entries.reversed() where entry.generation == generation {
            switch entry.result {
            case JournalEntry.notProven: return false
            // A hook may have failed, and yet each endpoint served it; where none was asked, what was known before holds.
            case JournalEntry.deployed, JournalEntry.notDeployed: if entry.served != nil { return true }
            default: continue
            }
        }
        return nil
    }

    /// What was confirmed when a generation was made, or when it was made live again last; nil where the journal does not say.
    public func confirmed(_ generation: Int, asReturn isReturn: Bool) -> Confirmed? {
        let result = isReturn ? JournalEntry.rolledBack : JournalEntry.committed
        return entries.last { $0.generation == generation && $0.result == result }?.confirmed
    }

    /// The generations that became live, the last one first, and again each time.
    public var switches: [Int] {
        entries.reversed().filter { [JournalEntry.committed, JournalEntry.rolledBack].contains($0.result) }
            .compactMap(\.generation)
    }
}
