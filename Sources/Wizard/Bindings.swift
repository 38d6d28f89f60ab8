import CertificateModel
import ScreenKit

extension State {
    /// The keys that act now: what the footer shows and what the handler obeys.
    var bindings: [KeyBinding<Action>] {
        // Nothing interrupts the writing: it ends as a whole, and then there are keys again.
        if isWriting { return Self.everywhere }
        if let overlay { return bindings(of: overlay) + Self.everywhere }
        let acting: [KeyBinding<Action>]
        switch step {
        case .welcome: acting = [.init(.enter, "Begin", .nextScreen), .init(.escape, "", .back)] + scrolling
        case .server, .addresses, .names, .authority: acting = formBindings
        case .preview: acting = previewBindings
        case .files: acting = fileBindings
        case .set: acting = setBindings
        case .checks: acting = checkBindings
        case .done:
            return [
                .init(.enter, "Finish", .finish),
                .init([.character("s"), .character("S")], "Save the answers", .saveAnswers),
                .init([.control("x"), .control("c")], "", .finish),
                .init([.control("g"), .function(1)], "Help", .help),
            ] + scrolling + Self.everywhere
        }
        return acting + [
            .init([.control("g"), .function(1)], "Help", .help),
            .init([.control("x"), .control("c"), .function(10)], "Leave", .leave),
        ] + Self.everywhere
    }

    private static let everywhere: [KeyBinding<Action>] = [.init(.control("l"), "", .redraw)]

    /// A screen without fields moves only where it does not fit, and the footer says so only then.
    var scrolling: [KeyBinding<Action>] {
        let label = scrollLimit > 0 ? "Move" : ""
        return [
            .init([.up, .character("k")], label, .up), .init([.down, .character("j")], label, .down),
            .init(.pageUp, "", .pageUp), .init([.pageDown, .character(" ")], "", .pageDown),
        ]
    }

    private var formBindings: [KeyBinding<Action>] {
        let fields = FieldName.fields(of: step)
        let isLast = focused == fields.last
        var bindings: [KeyBinding<Action>] = [.init(.enter, isLast ? "Next screen" : "Next field", .nextField)]
        if fields.count > 1 {
            bindings += [
                .init([.up, .backTab, .control("p")], "", .previousField), .init([.down, .tab], "", .nextField),
            ]
            if !isLast { bindings.append(.init(.control("n"), "Next screen", .nextScreen)) }
        }
        if focused?.isChoice == true {
            bindings.append(.init([.character(" "), .right], "Change", .chooseNext))
            bindings.append(.init(.left, "", .choosePrevious))
        }
        return bindings + [.init(.control("n"), "", .nextScreen), .init(.escape, "Back", .back)]
    }

    private var previewBindings: [KeyBinding<Action>] {
        return [
            .init(.enter, "Write", .write),
            .init([.tab, .left, .right, .backTab], shownKind == .root ? "Identity" : "Root", .otherCertificate),
            .init([.character("p"), .character("P")], "Profile", .otherProfile),
        ] + Self.tableBindings
    }

    /// Moving through the rows of a certificate.
    static let tableBindings: [KeyBinding<Action>] = [
        .init([.character("d"), .character("D"), .character(" ")], "Detail", .detail),
        .init([.up, .character("k"), .control("p")], "", .up),
        .init([.down, .character("j"), .control("n")], "", .down),
        .init([.pageUp], "", .pageUp), .init([.pageDown], "", .pageDown),
        .init([.home], "", .top), .init([.end], "", .bottom),
        .init(.escape, "Back", .back),
    ]

    private func bindings(of overlay: Overlay) -> [KeyBinding<Action>] {
        let leaveAtOnce = KeyBinding<Action>([.control("c"), .control("x")], "", .leave)
        switch overlay {
        case .help, .detail:
            return [
                .init([.escape, .enter, .character("d"), .character("q"), .control("g")], "Close", .dismiss),
                .init([.up, .character("k")], "Move", .up), .init([.down, .character("j")], "Move", .down),
                .init([.pageUp], "", .pageUp), .init([.pageDown, .character(" ")], "", .pageDown), leaveAtOnce,
            ]
        case .leave, .write:
            return [
                .init(.enter, "Choose", .accept), .init([.left, .backTab, .up], "Move", .choosePrevious),
                .init([.right, .tab, .down], "Move", .chooseNext), .init(.escape, "Cancel", .dismiss), leaveAtOnce,
            ]
        case .saveAnswers: return [.init(.enter, "Save", .accept), .init(.escape, "Cancel", .dismiss), leaveAtOnce]
        case .passphrase:
            return [
                .init(.enter, "Try", .accept), .init(.control("u"), "Clear", .clearPassphrase),
                .init(.escape, "Cancel", .dismiss), leaveAtOnce,
            ]
        case .failure:
            let label = failureViewport.map { $0.moreAbove || $0.moreBelow } == true ? "Move" : ""
            return [
                .init([.enter, .escape], "Close", .dismiss), .init(.up, label, .up), .init(.down, label, .down),
                leaveAtOnce,
            ]
        }
    }
}
