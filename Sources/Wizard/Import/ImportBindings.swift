import ScreenKit

/// The keys of the screens of an import.
extension State {
    var fileBindings: [KeyBinding<Action>] {
        if imported.isReading { return [.init(.escape, "Stop waiting", .back)] }
        let files = imported.files
        let goOn = KeyBinding<Action>(.control("n"), "Next screen", .nextScreen)
        let back = KeyBinding<Action>(.escape, "Back", .back)
        let again = KeyBinding<Action>(.control("r"), "Look again", .lookAgain)
        let moving: [KeyBinding<Action>] = [
            .init([.up, .control("p")], "", .up), .init(.pageUp, "", .pageUp), .init(.pageDown, "", .pageDown),
        ]
        let inList: [KeyBinding<Action>] =
            [
                .init(.down, "", .down), .init(.home, "", .top), .init(.end, "", .bottom),
                .init([.tab, .backTab], "Path", .toPath),
            ] + moving
        switch files.focus {
        case .path:
            let isFolder = files.typedFolder != nil && (files.chosen.isEmpty || !files.narrowing.isEmpty)
            return [
                .init(.enter, isFolder ? "Open" : "Next screen", .pick),
                files.path.isEmpty ? .init([.tab, .down], "List", .down) : .init(.tab, "Complete", .complete),
                .init(.down, "List", .down),
            ] + moving + [back, again] + (isFolder ? [goOn] : [.init(.control("n"), "", .nextScreen)])
        case .chosen:
            return [.init(.enter, "Next screen", .pick), .init(.character(" "), "Take away", .toggle)] + inList
                + [.init([.delete, .backspace], "", .toggle), .init(.control("n"), "", .nextScreen), back]
        case .row:
            guard let row = files.row else { return inList + [back] }
            let isChosen = files.isChosen(row)
            let opens = files.prefix(openedBy: row) != nil
            var bindings: [KeyBinding<Action>] = [
                .init(.enter, opens ? "Open" : isChosen ? "Next screen" : "Choose", .pick)
            ]
            bindings.append(.init(.character(" "), row == .up ? "" : isChosen ? "Take away" : "Choose", .toggle))
            let onward = isChosen && !opens ? KeyBinding(goOn.keys, "", goOn.action) : goOn
            return bindings + [onward] + inList + [back, again]
        }
    }

    var setBindings: [KeyBinding<Action>] {
        let isOne = imported.certificates.count < 2
        return [
            .init(.enter, "Checks", .nextScreen),
            .init([.tab, .right], isOne ? "" : "Next certificate", .otherCertificate),
            .init([.backTab, .left], "", .previousCertificate),
        ] + Self.rowBindings
    }

    var checkBindings: [KeyBinding<Action>] {
        [
            .init(.enter, "Write", .write), .init([.character("l"), .character("L")], "Level", .otherLevel),
            .init(.escape, "Back", .back), .init(.home, "", .top), .init(.end, "", .bottom),
        ] + scrolling
    }
}
