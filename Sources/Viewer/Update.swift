import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// What an event makes of the viewer, and what is to be done about it.
    public mutating func update(_ event: Event) -> [Effect] {
        var effects: [Effect] = []
        switch event {
        case .key(let key): effects = handle(key)
        case .resized(let size): resize(to: size)
        case .counted(let count, let isAll):
            if count < list.entries.count { forget() }
            list.count(count, isAll: isAll)
        case .summarized(let first, let summaries): list.take(summaries, from: first)
        case .summarizedAll: list.takeAll()
        case .opened(let entry, let opened):
            asked.remove(.open(entry))
            self.opened.keep(opened, for: entry)
        case .judged(let entry, let level, let judged):
            asked.remove(.judge(entry, level))
            let question = Question(entry: entry, level: level)
            self.judged.keep(judged, for: question)
            if judged.checks.contains(where: { $0.verdict == .fail }) { failed.insert(question) }
        case .failed(let source, let problem, let hint):
            list.take(.failure(source: source, problem: problem, hint: hint))
        case .answered(let peer): list.take(.peer(peer))
        case .home(let facts):
            home = facts
            now = facts.now
            list.now = facts.now
            sources = "\(facts.store), generation \(facts.generation)"
        case .prepared, .notPrepared, .switched, .notSwitched, .handingOff, .handedOff, .history, .noHistory,
            .renewsAutomatically, .renewalNotSaved:
            effects = takeOperation(event)
        }
        return effects + settle()
    }

    /// The entries are others: nothing that is known of one holds for the new one in its place.
    private mutating func forget() {
        opened.removeAll()
        judged.removeAll()
        failed = []
        asked = []
        var kept: [Page] = []
        for page in pages where !page.isOfEntries {
            // The whole of a field goes with the entry that it is of.
            if case .text = page, case .difference? = kept.last {} else if case .text = page { continue }
            kept.append(page)
        }
        pages = kept.isEmpty ? [.list] : kept
    }

    private mutating func resize(to size: Size) {
        self.size = size
        for index in pages.indices {
            switch pages[index] {
            case .text(var text):
                text.wrap(columns: size.columns, in: glyphs.charset)
                pages[index] = .text(text)
            case .compare(var compare):
                compare.lines = nil
                pages[index] = .compare(compare)
            default: break
            }
        }
    }

    /// Brings into order what the event may have changed, and asks for what the screen in view lacks.
    private mutating func settle() -> [Effect] {
        var wanted: [Effect] = []
        var listed: [Effect] = []
        switch page {
        case .list: listed = list.settle(height: listHeight)
        case .certificate(let page):
            listed = list.ask(for: page.entry)
            wanted = [.open(page.entry), .judge(page.entry, level)]
        case .octets(let entry, _): wanted = [.open(entry)]
        case .chain(let entry, _): wanted = [.judge(entry, level)]
        case .checks(let entry, _):
            listed = list.ask(for: entry)
            wanted = [.judge(entry, level)]
        case .compare(let page):
            listed = list.ask(for: page.left) + list.ask(for: page.right)
            wanted = settle(page)
        case .home, .text, .regenerate, .replace, .difference, .result, .history, .generation: break
        }
        wanted.removeAll { effect in
            switch effect {
            case .open(let entry): opened[entry] != nil
            case .judge(let entry, let level): judged[Question(entry: entry, level: level)] != nil
            default: false
            }
        }
        return listed + wanted.filter { asked.insert($0).inserted }
    }

    private mutating func handle(_ key: Key) -> [Effect] {
        if let action = bindings.action(for: key) {
            notice = nil
            if help != nil { return performInHelp(action) }
            return overlay == nil ? perform(action) : performInOverlay(action)
        }
        if help == nil, overlay == nil, prompt?.handle(key) == true { searchOn() }
        return []
    }

    private mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -max(pageHeight - 1, 1))
        case .pageDown: move(by: max(pageHeight - 1, 1))
        case .top: move(by: -.max / 2)
        case .bottom: move(by: .max / 2)
        case .open: open()
        case .back: return goBack()
        case .search, .endSearch, .dropSearch, .nextMatch, .previousMatch: search(action)
        case .sort: list.sortByNext()
        case .reverse: list.reverse()
        case .mark: mark()
        case .compare: compare()
        case .onlyDifferences: showOnlyDifferences()
        case .previousEntry: openNeighbour(by: -1)
        case .nextEntry: openNeighbour(by: 1)
        case .detail: openDetail()
        case .octets: if let entry { pages.append(.octets(entry: entry, first: 0)) }
        case .pem: openPEM()
        case .chain: if let entry { pages.append(.chain(entry: entry, selected: .max)) }
        case .checks: if let entry { pages.append(.checks(entry: entry, scroll: 0)) }
        case .level: changeLevel()
        case .review: pages.append(.list)
        case .refresh: return [.refresh]
        case .help: help = 0
        case .leave: return leave()
        case .redraw: return [.redraw]
        case .regenerate, .history, .renewAutomatically, .runHooks, .prepare, .nextField, .previousField, .change,
            .nextTab, .previousTab, .write, .rollBack:
            return performOperation(action)
        case .choosePrevious, .chooseNext, .accept, .yes, .dismiss: break
        }
        return []
    }

    /// Ends, unless something must end first.
    mutating func leave() -> [Effect] {
        guard isBusy else { return [.quit] }
        isLeaving = true
        return []
    }

    private mutating func changeLevel() {
        level = level.next
        if case .checks(let entry, _) = page { page = .checks(entry: entry, scroll: 0) }
    }

    private mutating func performInHelp(_ action: Action) -> [Effect] {
        guard let first = help else { return [] }
        let viewport = Viewport(contentHeight: helpLines.count, windowHeight: helpHeight, previous: first)
        switch action {
        case .up: help = max(viewport.first - 1, 0)
        case .down: help = min(viewport.first + 1, max(helpLines.count - helpHeight, 0))
        case .pageUp: help = viewport.previousPage
        case .pageDown: help = viewport.nextPage
        case .top: help = 0
        case .bottom: help = max(helpLines.count - helpHeight, 0)
        case .leave: return leave()
        case .redraw: return [.redraw]
        default: help = nil
        }
        return []
    }
}
