import CertificateModel
import ScreenKit

/// What events and keys make of an import.
extension State {
    mutating func takeImport(_ event: Event) -> [Effect] {
        switch event {
        case .places(let places): imported.files.take(places)
        case .folder(let path, let entries): imported.files.take(.known(entries), of: path)
        case .folderRefused(let path, let problem, let hint):
            imported.files.take(.refused(Refusal(problem, hint: hint)), of: path)
        default: return takeAnswer(event)
        }
        return []
    }

    /// The answer to a reading, which may be one that nobody waits for any more.
    private mutating func takeAnswer(_ event: Event) -> [Effect] {
        imported.isUnanswered = false
        if let next = imported.next {
            imported.next = nil
            imported.isUnanswered = true
            return [next]
        }
        guard imported.isReading else { return [] }
        imported.isReading = false
        switch event {
        case .importRead(let judgement):
            imported.judgement = judgement.with(imported.level)
            imported.shown = 0
            selectedRow = 0
            progress = .prepared
            step = .set
        case .passphraseWanted(let file, let isWrong):
            overlay = .passphrase(file: file, count: 0, isWrong: isWrong)
        case .importRefused(let problem, let hint):
            overlay = .failure(title: "These files cannot be taken", problem: problem, hint: hint)
        default: break
        }
        return []
    }

    mutating func openFiles() -> [Effect] {
        step = .files
        return lookAgain()
    }

    private mutating func lookAgain() -> [Effect] {
        [.findPlaces] + (imported.files.reopen().map { [.listFolder($0)] } ?? [])
    }

    mutating func performInFiles(_ action: Action) -> [Effect] {
        switch action {
        case .complete: return complete()
        case .pick: return pick()
        case .toggle: toggle()
        case .toPath: imported.files.moveToPath()
        case .lookAgain: return lookAgain()
        default: break
        }
        return []
    }

    private mutating func complete() -> [Effect] {
        let before = imported.files.path
        guard let (count, folder) = imported.files.complete() else { return [] }
        let name = VisibleText.quoted(imported.files.narrowing)
        if count == 0 { notice = "No name here begins with \(name)." }
        if count > 1, imported.files.path == before {
            notice = "\(count) names begin with \(name): go on typing, or pick one from the list."
        }
        return folder.map { [.listFolder($0)] } ?? []
    }

    /// Enter: opens a folder, chooses a file, and goes on where that was done already.
    private mutating func pick() -> [Effect] {
        let files = imported.files
        switch files.focus {
        case .path:
            if files.opensTyped, let folder = files.typedFolder { return open(prefix: folder) }
            return read()
        case .chosen: return read()
        case .row:
            guard let row = files.row else { return [] }
            if let prefix = files.prefix(openedBy: row) { return open(prefix: prefix) }
            if files.isChosen(row) { return read() }
            imported.files.toggle(row)
            return []
        }
    }

    private mutating func open(prefix: String) -> [Effect] {
        guard let folder = imported.files.open(prefix: prefix) else {
            notice = "The name of this folder cannot be typed: choose it whole with Space."
            return []
        }
        return [.listFolder(folder)]
    }

    private mutating func toggle() {
        if let row = imported.files.row {
            imported.files.toggle(row)
        } else if case .chosen(let index) = imported.files.focus {
            imported.files.takeAway(index)
        }
    }

    /// Has the chosen files read; the passphrase that was typed is for one of them.
    mutating func read(passphraseFor file: String? = nil) -> [Effect] {
        let paths = file == nil ? imported.files.paths : imported.paths
        guard !paths.isEmpty else {
            notice = "No file is chosen yet: type the path of one, or pick one from the list."
            return []
        }
        guard case .resolved(let name) = resolveHostName(), let server = try? server(named: name) else { return [] }
        imported.paths = paths
        imported.isReading = true
        let reading = Effect.readFiles(paths, passphraseFor: file, server)
        if imported.isUnanswered {
            imported.next = reading
            return []
        }
        imported.isUnanswered = true
        return [reading]
    }

    /// A key that no binding has: typed into the path or the passphrase.
    mutating func typeIntoImport(_ key: Key) -> [Effect] {
        switch overlay {
        case .passphrase(let file, let count, let isWrong):
            switch key {
            case .character(let character) where count < Self.longestPassphrase:
                overlay = .passphrase(file: file, count: count + 1, isWrong: isWrong)
                return [.passphrase(.append(character))]
            case .backspace where count > 0:
                overlay = .passphrase(file: file, count: count - 1, isWrong: isWrong)
                return [.passphrase(.eraseLast)]
            default: return []
            }
        case nil where !imported.isReading:
            let (isTaken, folder) = imported.files.type(key)
            if isTaken { notice = nil }
            return folder.map { [.listFolder($0)] } ?? []
        default: return []
        }
    }

    /// More characters than any passphrase has.
    private static let longestPassphrase = 1024

    mutating func performInPassphrase(_ action: Action) -> [Effect] {
        guard case .passphrase(let file, let count, let isWrong) = overlay else { return [] }
        switch action {
        case .accept where count > 0:
            overlay = nil
            return read(passphraseFor: file) + [.passphrase(.clear)]
        case .clearPassphrase:
            overlay = .passphrase(file: file, count: 0, isWrong: isWrong)
            return [.passphrase(.clear)]
        case .dismiss:
            overlay = nil
            return [.passphrase(.clear)]
        case .leave:
            overlay = .leave(focused: 0)
            return [.passphrase(.clear)]
        default: return []
        }
    }

    mutating func changeLevel() {
        imported.level = imported.level.next
        imported.judgement = imported.judgement?.with(imported.level)
        scroll = min(scroll, scrollLimit)
    }

    /// Why the set may not be written, the first reason; nil where it may.
    func refusalOfSet() -> Overlay? {
        guard form.wantsImport, let refusals = imported.judgement?.refusals, let first = refusals.first else {
            return nil
        }
        let more = refusals.count == 1 ? "" : " (1 of \(refusals.count))"
        return .failure(title: "These certificates cannot be taken\(more)", problem: first.problem, hint: first.hint)
    }
}
