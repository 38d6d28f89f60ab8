import CertificateModel
import ScreenKit

/// What keys do on the screens that change the server.
extension State {
    mutating func performOperation(_ action: Action) -> [Effect] {
        switch (action, page) {
        case (.regenerate, _):
            guard let home, operation == nil else { return [] }
            pages.append(home.isImported ? .replace(scroll: 0) : .regenerate(RegeneratePage()))
        case (.history, _): return readHistory()
        case (.renewAutomatically, _):
            guard operation == nil, let home else { return [] }
            overlay = .renewal(!home.renewal.isAutomatic, siteFile: home.siteFile)
        case (.runHooks, _):
            guard operation == nil, let home else { return [] }
            overlay = .runHooks(of: home.generation)
        case (.nextField, .regenerate(var regenerate)), (.previousField, .regenerate(var regenerate)):
            regenerate.focused = regenerate.focused == .subject ? .key : .subject
            page = .regenerate(regenerate)
        case (.change, .regenerate(var regenerate)):
            regenerate.change()
            page = .regenerate(regenerate)
        case (.prepare, .regenerate(let regenerate)):
            guard operation == nil else { return [] }
            preparations += 1
            operation = .preparing(preparations)
            return [.prepare(regenerate.choice, id: preparations)]
        case (.nextTab, .difference(var difference)), (.previousTab, .difference(var difference)):
            difference.tab = difference.tab(after: action == .nextTab ? 1 : -1)
            page = .difference(difference)
        case (.write, .difference(let difference)):
            overlay = .write(difference.preview, store: home?.store ?? "")
        case (.rollBack, _):
            guard let entry = generation, let record = entry.record, !entry.isLive else { return [] }
            overlay = .rollBack(to: entry, record, from: history?.first(where: \.isLive)?.record)
        default: break
        }
        return []
    }

    private mutating func readHistory() -> [Effect] {
        history = nil
        historyRefusal = nil
        if case .home = page { pages.append(.history(selected: 0)) }
        return [.history]
    }

    /// The generation that the screen in view is about.
    var generation: HistoryEntry? {
        switch page {
        case .history(let selected):
            history.flatMap { $0.isEmpty ? nil : $0[min(max(selected, 0), $0.count - 1)] }
        case .generation(let number, _): history?.first { $0.generation == number }
        default: nil
        }
    }

    /// Goes to the screen below; what was prepared for the one that is left is forgotten.
    mutating func goBack() -> [Effect] {
        guard pages.count > 1 else { return [] }
        switch pages.removeLast() {
        case .regenerate: if case .preparing = operation { operation = nil }
        case .difference(let difference): return [.discard(id: difference.preview.id)]
        default: break
        }
        return []
    }

    mutating func performInOverlay(_ action: Action) -> [Effect] {
        guard var overlay else { return [] }
        let viewport = overlay.drawn(in: size).viewport(in: size, charset: glyphs.charset)
        switch action {
        case .up: overlay.scroll = max(viewport.first - 1, 0)
        case .down:
            overlay.scroll = min(viewport.first + 1, max(viewport.contentHeight - viewport.windowHeight, 0))
        case .choosePrevious, .chooseNext: overlay.focused = (overlay.focused + 1) % overlay.dialog.choices.count
        case .dismiss:
            self.overlay = nil
            return []
        case .accept, .yes:
            self.overlay = nil
            let isMeant = overlay.wantsYes ? action == .yes : overlay.focused == 0
            return isMeant ? perform(overlay.subject) : []
        case .leave: return leave()
        case .redraw: return [.redraw]
        default: break
        }
        self.overlay = overlay
        return []
    }

    private mutating func perform(_ subject: Overlay.Subject) -> [Effect] {
        guard operation == nil else { return [] }
        switch subject {
        case .ask(let what): return perform(what)
        case .renewal(let isOn):
            operation = .savingRenewal(isOn)
            return [.renewAutomatically(isOn)]
        case .failure: return []
        }
    }

    private mutating func perform(_ what: Switch) -> [Effect] {
        operation = .switching
        pages.append(.result(ResultPage(what: what)))
        switch what {
        case .regeneration(let preview): return [.regenerate(id: preview.id)]
        case .rollback(let generation): return [.rollBack(to: generation)]
        case .hooks: return [.runHooks]
        }
    }
}
