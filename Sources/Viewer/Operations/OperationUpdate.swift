import CertificateModel

/// What comes back of what changes the server: of one thing at a time, and of nothing that was left.
extension State {
    mutating func takeOperation(_ event: Event) -> [Effect] {
        switch event {
        case .prepared(let preview):
            guard operation == .preparing(preview.id) else { return [.discard(id: preview.id)] }
            operation = nil
            pages.append(.difference(DifferencePage(preview: preview)))
        case .notPrepared(let id, let refusal):
            guard operation == .preparing(id) else { return [] }
            operation = nil
            overlay = .failure("The certificates could not be made", refusal)
        case .switched(let generation):
            guard operation == .switching, case .result(var result) = page else { return [] }
            operation = .handingOff
            result.switched = generation
            // What was prepared is written, and the history is another one: only the way home is left.
            pages = [.home(scroll: 0), .result(result)]
        case .notSwitched(let refusal): return takeRefusal(refusal)
        case .handingOff(let step):
            guard operation == .handingOff, case .result(var result) = page else { return [] }
            result.steps.append(step)
            page = .result(result)
        case .handedOff(let outcome):
            guard operation == .handingOff, case .result(var result) = page else { return [] }
            result.outcome = outcome
            page = .result(result)
            return end(with: [.refresh])
        case .history(let entries):
            history = entries
            historyRefusal = nil
        case .noHistory(let refusal): historyRefusal = refusal
        case .renewsAutomatically(let isAutomatic):
            if let renewal = home?.renewal {
                home?.renewal = RenewalOutlook(
                    reasons: renewal.reasons, dueAt: renewal.dueAt, end: renewal.end, isAutomatic: isAutomatic)
            }
            if case .savingRenewal = operation { return end(with: []) }
        case .renewalNotSaved(let refusal):
            guard case .savingRenewal = operation else { return [] }
            stay()
            overlay = .failure("Nothing was changed", refusal)
        default: break
        }
        return []
    }

    /// Nothing was written: the operator is where the switch was asked for, with nothing lost.
    private mutating func takeRefusal(_ refusal: Refusal) -> [Effect] {
        guard operation == .switching, case .result(let result) = page else { return [] }
        stay()
        pages.removeLast()
        switch result.what {
        case .regeneration: overlay = .failure("Nothing was written", refusal)
        case .rollback, .hooks: overlay = .failure("Nothing was changed", refusal)
        }
        return []
    }

    /// What must end has ended, and whoever wanted to leave does.
    private mutating func end(with effects: [Effect]) -> [Effect] {
        operation = nil
        return isLeaving ? [.quit] : effects
    }

    /// It has ended badly: nobody leaves without having read why.
    private mutating func stay() {
        operation = nil
        isLeaving = false
    }
}
