import CertificateModel
import ScreenKit

/// What keys do while something lies over the screen.
extension State {
    mutating func performInOverlay(_ action: Action) -> [Effect] {
        guard let overlay else { return [] }
        switch (overlay, action) {
        case (_, .redraw): return [.redraw]
        case (.leave, .leave): return [.quit(left)]
        case (.passphrase, _): return performInPassphrase(action)
        case (_, .leave):
            self.overlay = .leave(focused: 0)
        case (.help(let scroll), _): self.overlay = scrolled(scroll, action).map { .help(scroll: $0) }
        case (.detail(let scroll), _): self.overlay = scrolled(scroll, action).map { .detail(scroll: $0) }
        case (.failure(let title, let problem, let hint, let scroll), .up),
            (.failure(let title, let problem, let hint, let scroll), .down):
            let last = failureViewport.map { $0.contentHeight - $0.windowHeight } ?? 0
            let target = min(max(scroll + (action == .up ? -1 : 1), 0), max(last, 0))
            self.overlay = .failure(title: title, problem: problem, hint: hint, scroll: target)
        case (_, .dismiss): self.overlay = nil
        case (.leave(let focused), .accept):
            self.overlay = nil
            return focused == 1 ? [.quit(left)] : []
        case (.write(let focused), .accept):
            self.overlay = nil
            guard focused == 0, progress == .prepared else { return [] }
            let effect = form.wantsImport ? imported.judgement.map(Effect.commitImport) : plan.map(Effect.commit)
            if effect != nil { progress = .writing }
            return effect.map { [$0] } ?? []
        case (.leave(let focused), .chooseNext), (.leave(let focused), .choosePrevious):
            self.overlay = .leave(focused: 1 - focused)
        case (.write(let focused), .chooseNext), (.write(let focused), .choosePrevious):
            self.overlay = .write(focused: 1 - focused)
        case (.saveAnswers(let path, _), .accept):
            guard !path.isEmpty else { return [] }
            return answers().map { [.saveAnswers($0, path: path.string)] } ?? []
        default: break
        }
        return []
    }

    private var left: Outcome {
        if case .written = progress { .ignited } else { .left }
    }

    /// The new first line, or nil where the key closes.
    private func scrolled(_ first: Int, _ action: Action) -> Int? {
        let height = overlayText.count
        let viewport = Viewport(contentHeight: height, windowHeight: overlayHeight, previous: first)
        switch action {
        case .up: return max(viewport.first - 1, 0)
        case .down: return min(viewport.first + 1, max(height - overlayHeight, 0))
        case .pageUp: return viewport.previousPage
        case .pageDown: return viewport.nextPage
        default: return nil
        }
    }

    /// What was answered, to be saved as a file.
    private func answers() -> Answers? {
        guard let lan1 = try? form.lan1(), let lan2 = try? form.lan2(), let names = try? form.names(),
            let naming = try? form.naming()
        else { return nil }
        return Answers(
            role: form.role, hostName: (try? form.hostName()) ?? nil, lan1: lan1, lan2: lan2, names: names,
            naming: naming, profile: profile,
            source: form.wantsImport ? .imported(files: imported.paths, passphraseFile: nil) : .selfSigned)
    }
}
