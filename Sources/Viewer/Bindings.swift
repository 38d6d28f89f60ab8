import Drawing
import ScreenKit

extension State {
    /// The keys that act now: what the footer shows and what the handler obeys.
    var bindings: [KeyBinding<Action>] {
        if help != nil {
            return [
                .init([.escape, .enter, .control("g"), .function(1), .character("q")], "Close", .back)
            ] + Self.lines("Move") + Self.everywhere
        }
        if let overlay { return bindings(of: overlay) + Self.everywhere }
        if prompt != nil { return promptBindings }
        switch page {
        case .home: return homeBindings
        case .list: return listBindings
        case .certificate: return certificateBindings
        case .text: return Self.lines("Move") + searching + Self.always
        case .octets: return Self.lines("Move") + Self.always
        case .chain:
            return [.init(.enter, "Open", .open), Self.checks] + Self.rows("Move") + Self.always
        case .checks:
            return [.init([.character("l"), .character("L")], "Level", .level), Self.chain] + Self.lines("Move")
                + Self.always
        case .compare(let compare):
            let label = compare.onlyDifferences ? "Every row" : "Only differences"
            return [.init([.character("o"), .character("O"), .character("=")], label, .onlyDifferences)]
                + Self.lines("Move") + Self.always
        case .regenerate: return regenerateBindings
        case .replace: return Self.always + moving
        case .difference(let difference): return bindings(of: difference)
        case .result(let result): return bindings(of: result)
        case .history, .generation: return historyBindings
        }
    }

    static let chain = KeyBinding<Action>([.character("t"), .character("T")], "Chain", .chain)
    static let checks = KeyBinding<Action>([.character("c"), .character("C")], "Checks", .checks)
    static let help = KeyBinding<Action>([.control("g"), .function(1)], "Help", .help)
    static let leave = KeyBinding<Action>(
        [.character("q"), .control("x"), .control("c"), .function(10), .character("Q")], "Leave", .leave)
    static let everywhere: [KeyBinding<Action>] = [
        .init([.control("x"), .control("c"), .function(10)], "", .leave), .init(.control("l"), "", .redraw),
    ]

    /// What every screen has that lies over another one.
    static let always: [KeyBinding<Action>] =
        [.init([.escape, .backspace], "Back", .back), help, leave] + everywhere

    static func rows(_ label: String) -> [KeyBinding<Action>] {
        [
            .init([.up, .character("k"), .control("p")], label, .up),
            .init([.down, .character("j"), .control("n")], label, .down),
            .init(.pageUp, "", .pageUp), .init(.pageDown, "", .pageDown), .init(.home, "", .top),
            .init(.end, "", .bottom),
        ]
    }

    /// Moving through lines without a cursor: the space bar turns the page.
    static func lines(_ label: String) -> [KeyBinding<Action>] {
        rows(label) + [.init(.character(" "), "", .pageDown)]
    }

    private var promptBindings: [KeyBinding<Action>] {
        let moving: [KeyBinding<Action>] =
            page == .list
            ? [
                .init(.up, "", .up), .init(.down, "", .down), .init(.pageUp, "", .pageUp),
                .init(.pageDown, "", .pageDown),
            ] : [.init([.down, .control("n")], "Next", .nextMatch), .init([.up, .control("p")], "", .previousMatch)]
        let done = KeyBinding<Action>(.enter, page == .list ? "Keep" : "Done", .endSearch)
        return [done, .init(.escape, "Clear", .dropSearch)] + moving + [Self.help] + Self.everywhere
    }

    private var searching: [KeyBinding<Action>] {
        let search = KeyBinding<Action>(.character("/"), "Search", .search)
        if needle.isEmpty { return [search] }
        return [
            .init(.character("n"), "Next match", .nextMatch), .init(.character("N"), "", .previousMatch), search,
        ]
    }

    private var comparing: [KeyBinding<Action>] {
        let isMarked = list.marked != nil && list.marked == entry
        return [.init(.character("m"), isMarked ? "Unmark" : "Mark", .mark)]
            + (list.marked == nil || isMarked ? [] : [.init(.character("="), "Compare", .compare)])
    }

    private var listBindings: [KeyBinding<Action>] {
        let isNarrowed = !list.arrangement.filter.isEmpty
        let isBelow = pages.count > 1
        var bindings: [KeyBinding<Action>] = [.init(.enter, "Open", .open)]
        // Esc undoes what was done last: the filter, then the way here.
        if isNarrowed { bindings.append(.init([.escape, .backspace], "Clear", .dropSearch)) }
        if isBelow, !isNarrowed { bindings.append(.init([.escape, .backspace], "Back", .back)) }
        bindings += [.init(.character("/"), "Filter", .search), Self.help, Self.leave]
        let isSortable = list.entries.count > 0
        bindings.append(.init([.character("s"), .character("S")], isSortable ? "Sort" : "", .sort))
        bindings.append(.init([.character("r"), .character("R")], isSortable ? "Reverse" : "", .reverse))
        if list.entry != nil { bindings += [Self.chain, Self.checks] + comparing }
        if isBelow || !list.heads.isEmpty {
            bindings.append(.init([.character("u"), .character("U")], "Refresh", .refresh))
        }
        return bindings + Self.rows("") + [.init(.character(" "), "", .pageDown)] + Self.everywhere
    }

    private var certificateBindings: [KeyBinding<Action>] {
        let detail = KeyBinding<Action>([.enter, .character("d"), .character("D")], "Detail", .detail)
        let others: [KeyBinding<Action>] = [
            .init([.left, .character("<"), .character(",")], "Other entry", .previousEntry),
            .init([.right, .character(">"), .character("."), .tab], "Other entry", .nextEntry), Self.chain, Self.checks,
            .init([.character("x"), .character("X")], "Octets", .octets),
            .init([.character("p"), .character("P")], "PEM", .pem),
        ]
        return [detail] + Self.always + others + searching + comparing + Self.rows("")
            + [.init(.character(" "), "", .pageDown)]
    }
}
