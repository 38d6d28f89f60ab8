import CertificateModel
import ScreenKit

/// The keys of the home screen, and of the screens that change the server.
extension State {
    var homeBindings: [KeyBinding<Action>] {
        var acting: [KeyBinding<Action>] = [.init([.enter, .character("r"), .character("R")], "Certificates", .review)]
        if let home {
            // A third party's certificates are not issued anew here: the key says what to do instead.
            acting.append(
                .init(
                    [.character("g"), .character("G")], home.isImported ? "Replace" : "Regenerate", .regenerate))
        }
        acting += [.init([.character("h"), .character("H")], "History", .history), Self.help, Self.leave, Self.checks]
        if let home, !home.isImported, operation == nil {
            let label = home.renewal.isAutomatic ? "Auto-renew off" : "Auto-renew on"
            acting.append(.init([.character("a"), .character("A")], label, .renewAutomatically))
        }
        if home?.owesHooks == true, operation == nil {
            acting.append(.init([.character("n"), .character("N")], "Run hooks", .runHooks))
        }
        return acting + [.init([.character("u"), .character("U")], "Refresh", .refresh)] + moving + Self.everywhere
    }

    /// A screen that is moved as a whole moves only where it does not fit, and the footer says so only then.
    var moving: [KeyBinding<Action>] { Self.lines(bodyLimit > 0 ? "Move" : "") }

    var regenerateBindings: [KeyBinding<Action>] {
        if case .preparing = operation {
            return [.init([.escape, .backspace], "Cancel", .back), Self.help, Self.leave] + Self.everywhere
        }
        return [
            .init(.enter, "Show what changes", .prepare),
            .init([.character(" "), .left, .right], "Change", .change),
            .init([.up, .backTab, .character("k"), .control("p")], "Move", .previousField),
            .init([.down, .tab, .character("j"), .control("n")], "Move", .nextField),
        ] + Self.always
    }

    func bindings(of page: DifferencePage) -> [KeyBinding<Action>] {
        let tabs: [KeyBinding<Action>] = [
            .init([.tab, .right], page.tab(after: 1).name, .nextTab), .init([.backTab, .left], "", .previousTab),
        ]
        let write = KeyBinding<Action>(.enter, "Write", .write)
        guard page.tab != .changes else { return [write] + tabs + Self.always + moving }
        return [write] + tabs + [.init([.character("d"), .character("D")], "Detail", .detail)] + Self.always
            + Self.rows("") + [.init(.character(" "), "", .pageDown)]
    }

    func bindings(of page: ResultPage) -> [KeyBinding<Action>] {
        // There is no way back before it has ended, and then it is the way home.
        guard page.outcome != nil else {
            let leave = KeyBinding<Action>(Self.leave.keys, isLeaving ? "" : "Leave when done", .leave)
            return [Self.help, leave] + moving + Self.everywhere
        }
        return [.init([.enter, .escape, .backspace], "Home", .back), Self.help, Self.leave] + moving + Self.everywhere
    }

    var historyBindings: [KeyBinding<Action>] {
        var acting: [KeyBinding<Action>] = []
        if case .history = page, generation != nil { acting.append(.init(.enter, "Open", .open)) }
        if let generation, generation.record != nil, !generation.isLive {
            acting.append(.init([.character("b"), .character("B")], "Roll back", .rollBack))
        }
        acting += Self.always
        if case .generation = page { return acting + moving }
        if home?.owesHooks == true, operation == nil {
            acting.append(.init([.character("n"), .character("N")], "Run hooks", .runHooks))
        }
        return acting + [.init([.character("u"), .character("U")], "Refresh", .history)] + Self.rows("Move")
            + [.init(.character(" "), "", .pageDown)]
    }

    func bindings(of overlay: Overlay) -> [KeyBinding<Action>] {
        let viewport = overlay.drawn(in: size).viewport(in: size, charset: glyphs.charset)
        let label = viewport.moreAbove || viewport.moreBelow ? "Move" : ""
        let scrolling: [KeyBinding<Action>] = [.init(.up, label, .up), .init(.down, label, .down)]
        switch overlay.subject {
        case .failure: return [.init([.enter, .escape], "Close", .dismiss)] + scrolling
        case .ask(let what) where overlay.wantsYes:
            let verb =
                switch what {
                case .regeneration: "Write"
                case .rollback: "Roll back"
                case .hooks: "Run"
                }
            return [
                .init([.enter, .escape, .character("n"), .character("N")], "Go back", .dismiss),
                .init([.character("y"), .character("Y")], "\(verb) anyway", .yes),
            ] + scrolling
        case .ask, .renewal:
            return [
                .init(.enter, "Choose", .accept), .init([.left, .backTab], "Move", .choosePrevious),
                .init([.right, .tab], "Move", .chooseNext), .init(.escape, "Cancel", .dismiss),
            ] + scrolling
        }
    }
}
