import CertificateModel
import ScreenKit

extension State {
    /// What an event makes of the wizard, and what is to be done about it.
    public mutating func update(_ event: Event) -> [Effect] {
        switch event {
        case .key(let key): return handle(key)
        case .resized(let size):
            self.size = size
            return []
        case .inspected(let facts):
            host = facts
            form.offer(facts)
            return askForNames()
        case .reverseName(let address, let name):
            reverseNames[address] = .answered(name)
            return isWaitingForNames ? openCertificates() : []
        case .prepared(let plan, let preparation):
            // An answer to a question that was asked before the operator went back is not this plan's.
            guard progress == .preparing, plan.profile == profile, plan.server == self.plan?.server else { return [] }
            self.plan = plan
            self.preparation = preparation
            progress = .prepared
            return []
        case .preparationFailed(let problem, let hint):
            guard step == .preview else { return [] }
            progress = .idle
            overlay = .failure(title: "The certificates could not be made", problem: problem, hint: hint)
            return []
        case .committed(let commitment):
            progress = .handingOff(commitment, [])
            overlay = nil
            scroll = 0
            step = .done
            return []
        case .handoff(let step):
            guard case .handingOff(let commitment, let steps) = progress else { return [] }
            progress = .handingOff(commitment, steps + [step])
            return []
        case .handedOff(let outcome):
            guard case .handingOff(let commitment, _) = progress else { return [] }
            progress = .written(commitment, outcome)
            return []
        case .commitFailed(let problem, let hint):
            progress = .prepared
            overlay = .failure(title: "Nothing was written", problem: problem, hint: hint)
            return []
        case .places, .folder, .folderRefused, .importRead, .passphraseWanted, .importRefused:
            return takeImport(event)
        case .answersSaved(let path):
            overlay = nil
            notice = "The answers are in \(VisibleText.quoted(path))."
            return []
        case .answersNotSaved(let problem, let hint):
            guard case .saveAnswers(let path, _) = overlay else { return [] }
            overlay = .saveAnswers(path, problem: "\(problem); \(hint)")
            return []
        }
    }

    private mutating func handle(_ key: Key) -> [Effect] {
        if let action = bindings.action(for: key) {
            return overlay == nil ? perform(action) : performInOverlay(action)
        }
        if case .saveAnswers(var path, _) = overlay {
            if path.handle(key) { overlay = .saveAnswers(path, problem: nil) }
            return []
        }
        if overlay != nil || step == .files { return typeIntoImport(key) }
        guard let focused, !focused.isChoice else { return [] }
        if form[focused].handle(key) { notice = nil }
        return []
    }

    private mutating func perform(_ action: Action) -> [Effect] {
        notice = nil
        switch action {
        case .nextField: return moveFocus(by: 1)
        case .previousField: return moveFocus(by: -1)
        case .nextScreen: return goOn()
        case .back: goBack()
        case .choosePrevious, .chooseNext: changeChoice()
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -8)
        case .pageDown: move(by: 8)
        case .top: moveToEnd(last: false)
        case .bottom: moveToEnd(last: true)
        case .otherCertificate: showCertificate(by: 1)
        case .previousCertificate: showCertificate(by: -1)
        case .otherLevel: changeLevel()
        case .complete, .pick, .toggle, .toPath, .lookAgain: return performInFiles(action)
        case .otherProfile: return switchProfile()
        case .detail: overlay = .detail(scroll: 0)
        case .write:
            if progress == .prepared { overlay = refusalOfSet() ?? .write(focused: 0) }
        case .saveAnswers: overlay = .saveAnswers(TextField("keyturn-answers.toml", limit: 1024), problem: nil)
        case .finish: return [.quit(.ignited)]
        case .help: overlay = .help(scroll: 0)
        case .leave: overlay = .leave(focused: 0)
        case .redraw: return [.redraw]
        case .accept, .dismiss, .clearPassphrase: break
        }
        return []
    }

    /// Moves the row under the cursor, or the text where there are no rows.
    private mutating func move(by distance: Int) {
        if step == .preview || step == .set {
            select(selectedRow + distance)
        } else if step == .files {
            imported.files.move(by: distance)
        } else {
            scroll = min(max(min(scroll, scrollLimit) + distance, 0), scrollLimit)
        }
    }

    private mutating func moveToEnd(last: Bool) {
        switch step {
        case .files: imported.files.moveToEnd(last: last)
        case .checks: scroll = last ? scrollLimit : 0
        default: select(last ? .max : 0)
        }
    }

    private mutating func showCertificate(by distance: Int) {
        shownKind = shownKind == .root ? .identity : .root
        let count = max(imported.certificates.count, 1)
        imported.shown = (imported.shown + distance + count) % count
    }

    private mutating func select(_ row: Int) { selectedRow = min(max(row, 0), max((table?.rows.count ?? 1) - 1, 0)) }

    private mutating func changeChoice() {
        if focused == .role { form.role = form.role == .primary ? .application : .primary }
        if focused == .authority { form.wantsImport.toggle() }
    }

    private mutating func switchProfile() -> [Effect] {
        guard let plan, progress == .prepared || progress == .preparing else { return [] }
        profile = profile.other
        self.plan = plan.with(profile)
        preparation = nil
        progress = .preparing
        return [.prepare(plan.server, profile, plan.clock)]
    }
}
