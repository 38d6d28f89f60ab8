import CertificateModel
import ScreenKit

/// Which files hold a third party's certificates and the private key.
struct FilesPage: WizardPage {
    static let step = WizardStep.files
    let title = "Files"
    let isImport = true

    // MARK: - Keys

    func bindings(_ context: Context) -> [Binding<Self>] {
        let isReading = context.ignition.imported.isReading
        return
            (isReading
            ? [.init(.escape, "Stop waiting") { $1.ignition.imported.stopWaiting() }] : choosing(context))
            + ending(context, isTyping: !isReading)
    }

    private func choosing(_ context: Context) -> [Binding<Self>] {
        let files = context.ignition.imported.files
        let moving: [Binding<Self>] = [
            .init([.up, .control("p")], "") { $1.ignition.imported.files.move(by: -1) },
            .init(.pageUp, "") { $1.ignition.imported.files.move(by: -8) },
            .init(.pageDown, "") { $1.ignition.imported.files.move(by: 8) },
        ]
        let down = Binding<Self>(.down, "") { $1.ignition.imported.files.move(by: 1) }
        let goOn = Binding<Self>(.control("n"), "") { $0.read(&$1) }
        let back = Binding<Self>(.escape, "Back") { $1.close() }
        let isNarrow = context.size.columns < 60
        let inList: [Binding<Self>] = [
            .init([.tab, .backTab], isNarrow ? "" : "Path") { $1.ignition.imported.files.moveToPath() },
            .init(.home, "") { $1.ignition.imported.files.moveToEnd(last: false) },
            .init(.end, "") { $1.ignition.imported.files.moveToEnd(last: true) }, back,
        ]
        let again = Binding<Self>(.control("r"), files.list.folder == nil ? "Refresh" : "") { $0.look(&$1) }
        switch files.focus {
        case .path:
            let label = files.opensTyped ? "Open" : files.paths.isEmpty ? "" : "Next screen"
            return [
                .init(.enter, label) { $0.pick(&$1) },
                files.path.isEmpty
                    ? .init(.tab, "List") { $1.ignition.imported.files.move(by: 1) }
                    : .init(.tab, "Complete") { $0.complete(&$1) },
                .init(.down, "List") { $1.ignition.imported.files.move(by: 1) }, back, again, goOn,
            ] + moving
        case .chosen:
            return [
                .init(.enter, "Next screen") { $0.pick(&$1) },
                .init(" ", "Take away") { $0.toggle(&$1) }, .init([.delete, .backspace], "") { $0.toggle(&$1) },
            ] + inList + moving + [down, again, goOn]
        case .row:
            return rowBindings(files, next: isNarrow ? "Next" : "Next screen") + inList + [down, again] + moving
        }
    }

    private func rowBindings(_ files: FileChoice, next: String) -> [Binding<Self>] {
        guard let row = files.row else { return [] }
        let isChosen = files.isChosen(row)
        let opens = files.prefix(openedBy: row) != nil
        return [
            .init(.enter, opens ? "Open" : isChosen ? next : "Choose") { $0.pick(&$1) },
            .init(" ", row == .up ? "" : isChosen ? "Take away" : "Choose") { $0.toggle(&$1) },
            .init(.control("n"), files.paths.isEmpty || (isChosen && !opens) ? "" : next) { $0.read(&$1) },
        ]
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Type the path of a file and press Enter, or pick files from the list. Tab completes the path. Down goes to the list: there, Enter opens a folder, and Space chooses a file or a whole folder. Enter on a chosen file goes on.",
            "One PKCS #12 file (.p12, .pfx) often holds everything. Otherwise choose the certificate, its private key and the certificates of its issuers, in any order. A key that \"keyturn request\" made is on this server already.",
        ]
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        guard !context.ignition.imported.isReading else { return }
        let (isTaken, folder) = context.ignition.imported.files.type(key)
        if isTaken { context.notice = nil }
        if let folder { context.perform(.listFolder(folder)) }
    }

    // MARK: - What happens

    func opened(_ context: inout Context) { look(&context) }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .places(let places): context.ignition.imported.files.take(places)
        case .folder(let path, let entries): context.ignition.imported.files.take(.known(entries), of: path)
        case .folderRefused(let path, let refusal): context.ignition.imported.files.take(.refused(refusal), of: path)
        case .importRead, .passphraseWanted, .severalIdentities, .importRefused: takeAnswer(event, &context)
        default: break
        }
    }

    /// The answer to a reading, which the operator may have stopped waiting for.
    private func takeAnswer(_ event: Event, _ context: inout Context) {
        guard context.ignition.imported.takesAnswer() else { return }
        switch event {
        case .importRead(let judgement, let warnings):
            if context.ignition.answersRequest { context.ignition.fill(with: judgement.server) }
            context.ignition.imported.judgement = judgement.with(context.ignition.imported.level)
            context.ignition.imported.warnings = warnings
            context.open(SetPage())
        case .passphraseWanted(let file, let isWrong):
            context.open(PassphrasePrompt(file: file, isWrong: isWrong))
        case .severalIdentities(let candidates): context.open(IdentityPrompt(candidates))
        case .importRefused(let refusal):
            context.open(Question.failure("These files are refused", refusal))
        default: break
        }
    }

    /// Looks at the places and at the folder in view, as they are now.
    private func look(_ context: inout Context) {
        context.perform(.findPlaces)
        if let folder = context.ignition.imported.files.reopen() { context.perform(.listFolder(folder)) }
    }

    private func complete(_ context: inout Context) {
        let before = context.ignition.imported.files.path
        guard let (count, folder) = context.ignition.imported.files.complete() else { return }
        let files = context.ignition.imported.files
        let name = VisibleText.quoted(files.narrowing)
        if count == 0 { context.notice = "No name here begins with \(name)." }
        if count > 1, files.path == before {
            context.notice = "\(count) names begin with \(name): go on typing, or pick one from the list."
        }
        if let folder { context.perform(.listFolder(folder)) }
    }

    /// Enter: opens a folder, chooses a file, or goes on where the file is chosen already.
    private func pick(_ context: inout Context) {
        let files = context.ignition.imported.files
        switch files.focus {
        case .path:
            if files.opensTyped, let folder = files.typedFolder { return open(prefix: folder, &context) }
            read(&context)
        case .chosen: read(&context)
        case .row:
            guard let row = files.row else { return }
            if let prefix = files.prefix(openedBy: row) { return open(prefix: prefix, &context) }
            if files.isChosen(row) { return read(&context) }
            context.ignition.imported.files.toggle(row)
        }
    }

    private func open(prefix: String, _ context: inout Context) {
        guard let folder = context.ignition.imported.files.open(prefix: prefix) else {
            context.notice = "The name of this folder cannot be typed: choose the whole folder with Space."
            return
        }
        context.perform(.listFolder(folder))
    }

    private func toggle(_ context: inout Context) {
        let files = context.ignition.imported.files
        if let row = files.row {
            context.ignition.imported.files.toggle(row)
        } else if case .chosen(let index) = files.focus {
            context.ignition.imported.files.takeAway(index)
        }
    }

    /// Has the chosen files read, or those of the last reading again: with the passphrase that was typed for one of them, or
    /// with the fingerprint of the certificate that is to be served.
    func read(passphraseFor file: String? = nil, served: [UInt8]? = nil, _ context: inout Context) {
        let isAgain = file != nil || served != nil
        let paths = isAgain ? context.ignition.imported.paths : context.ignition.imported.files.paths
        guard !paths.isEmpty else {
            context.notice = "No file is chosen yet: type a path, or pick a file from the list."
            return
        }
        // The server of a signing request is found with the request.
        if context.ignition.answersRequest {
            return context.perform(context.ignition.imported.read(paths, passphraseFor: file, nil, served: served))
        }
        // The host may have changed since the pages before.
        if context.ignition.resolveHostName() == .waiting {
            context.notice = "Reverse DNS is still being asked for the host name: try again in 2 seconds."
        }
        guard let server = context.answeredServer() else { return }
        context.perform(context.ignition.imported.read(paths, passphraseFor: file, server, served: served))
    }

    // MARK: - The picture

    /// The field on top, the list below it, and what was chosen at the bottom.
    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let files = context.ignition.imported.files
        let isRoomy = area.rows >= 16
        let message =
            (context.ignition.imported.isReading ? "Reading the files..." : context.notice).map {
                Self.wrapped($0, .warning, context)
            } ?? []
        var body = Body(columns: area.columns, glyphs: context.glyphs)
        if isRoomy {
            body.blank()
            body.text(
                context.ignition.answersRequest
                    ? "Which files hold the certificates? The key of the request is in the store."
                    : "Which files hold the certificates and the private key?")
            body.blank()
        }
        body.field("Path", files.path, isFocused: files.focus == .path, labelColumns: 7)
        if isRoomy { body.blank() }
        screen.put(rows: body.lines, at: area.row, width: area.columns)
        if files.focus == .path, let cursor = body.cursor {
            screen.cursor = Position(row: area.row + cursor.row, column: cursor.column)
        }
        let end = area.endRow - message.count
        let chosen = files.chosen.count
        let basket = chosen == 0 ? 0 : 1 + min(chosen, isRoomy ? 4 : 1)
        let top = area.row + body.lines.count
        let picture = FileListPicture(files: files, size: context.size, glyphs: context.glyphs)
        picture.drawList(
            on: &screen, Rectangle(row: top, column: 0, columns: area.columns, rows: end - basket - top))
        picture.drawChosen(
            on: &screen, Rectangle(row: end - basket, column: 0, columns: area.columns, rows: basket))
        screen.put(rows: message, at: end, width: area.columns)
    }
}
