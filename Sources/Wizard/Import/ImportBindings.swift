import ScreenKit

/// The keys of the screens of an import.
extension State {
    var fileBindings: [KeyBinding<Action>] {
        if imported.isReading { return [.init(.escape, "Stop waiting", .back)] }
        let files = imported.files
        let moving: [KeyBinding<Action>] = [
            .init([.up, .control("p")], "", .up), .init(.down, "", .down), .init(.pageUp, "", .pageUp),
            .init(.pageDown, "", .pageDown), .init(.control("n"), "", .nextScreen),
        ]
        let inList: [KeyBinding<Action>] = [
            .init([.tab, .backTab], size.columns < 60 ? "" : "Path", .toPath), .init(.home, "", .top),
            .init(.end, "", .bottom), .init(.escape, "Back", .back),
        ]
        let again = KeyBinding<Action>(.control("r"), files.list.folder == nil ? "Refresh" : "", .lookAgain)
        switch files.focus {
        case .path:
            let hasFile = !files.paths.isEmpty
            return [
                .init(.enter, files.opensTyped ? "Open" : hasFile ? "Next screen" : "", .pick),
                files.path.isEmpty ? .init(.tab, "List", .down) : .init(.tab, "Complete", .complete),
                .init(.down, "List", .down), .init(.escape, "Back", .back), again,
            ] + moving
        case .chosen:
            return [
                .init(.enter, "Next screen", .pick), .init(.character(" "), "Take away", .toggle),
                .init([.delete, .backspace], "", .toggle),
            ] + inList + moving + [again]
        case .row: return rowBindings(files) + inList + [again] + moving
        }
    }

    private func rowBindings(_ files: FileChoice) -> [KeyBinding<Action>] {
        guard let row = files.row else { return [] }
        let isChosen = files.isChosen(row)
        let opens = files.prefix(openedBy: row) != nil
        let goOn = size.columns < 60 ? "Next" : "Next screen"
        return [
            .init(.enter, opens ? "Open" : isChosen ? goOn : "Choose", .pick),
            .init(.character(" "), row == .up ? "" : isChosen ? "Take away" : "Choose", .toggle),
            .init(.control("n"), files.paths.isEmpty || (isChosen && !opens) ? "" : goOn, .nextScreen),
        ]
    }

    var setBindings: [KeyBinding<Action>] {
        let isOne = imported.certificates.count < 2
        return [
            .init(.enter, "Checks", .nextScreen),
            .init([.tab, .right], isOne ? "" : "Next certificate", .otherCertificate),
            .init([.backTab, .left], "", .previousCertificate),
        ] + Self.tableBindings
    }

    var checkBindings: [KeyBinding<Action>] {
        [
            .init(.enter, "Write", .write), .init([.character("l"), .character("L")], "Level", .otherLevel),
            .init(.escape, "Back", .back), .init(.home, "", .top), .init(.end, "", .bottom),
        ] + scrolling
    }
}
