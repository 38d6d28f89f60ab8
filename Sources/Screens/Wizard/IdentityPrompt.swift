import CertificateModel
import ScreenKit

/// Asks which certificate the server is to serve, where the files hold the private keys of several.
struct IdentityPrompt: Moving {
    let title = "Which certificate"
    let isDialog = true
    private let candidates: [DecodedCertificate]
    private var chosen = 0

    init(_ candidates: [DecodedCertificate]) { self.candidates = candidates }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, "Take this one") { page, context in
                let served = page.candidates[page.chosen].sha256
                context.close { (files: inout FilesPage, context) in files.read(served: served, &context) }
            }
        ] + Self.rows("Move") + [.init(.escape, "Cancel") { $1.close() }, Self.helps] + Self.endingDialog
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The files hold the private keys of several certificates, and none of them covers more names of this server than the others. Choose the one that clients of this server are to see. The others are left out.",
            "\(key: .escape) goes back to the files.",
        ]
    }

    mutating func move(by distance: Int, _ context: inout Context) {
        chosen = moved(chosen, by: distance, limit: candidates.count - 1)
    }

    /// The list has about half of the screen.
    func pageHeight(_ context: Context) -> Int { areaHeight(context) / 2 }

    /// The certificates, and what the chosen one is for; as many of them as there is room for, around the chosen one.
    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let width = min(screen.size.columns - 4, 72)
        let columns = width - 2
        let isRoomy = area.rows >= 16
        var above = Body(columns: columns, glyphs: context.glyphs)
        above.text(
            (isRoomy ? "The files hold \(candidates.count) certificates with their private keys. " : "")
                + "Which one is to be served?")
        if isRoomy { above.blank() }
        var below = Body(columns: columns, glyphs: context.glyphs)
        if isRoomy { below.blank() }
        describe(candidates[chosen], in: &below, isRoomy: isRoomy)
        let room = max(area.rows - 2 - above.lines.count - below.lines.count, 1)
        let first = max(0, min(chosen - room / 2, candidates.count - room))
        var list = Body(columns: columns, glyphs: context.glyphs)
        for (index, candidate) in candidates.enumerated().dropFirst(first).prefix(room) {
            let end = " valid to \(candidate.contents.notAfter.date) "
            let name = TextWidth.truncate(
                " \(VisibleText.cleaned(candidate.name))", to: columns - 1 - end.count, glyphs: context.glyphs)
            let gap = String(repeating: " ", count: max(columns - 1 - end.count - TextWidth.of(name), 0))
            list.line(Span(name + gap + end, index == chosen ? .selected : .normal))
        }
        screen.put(dialog: title, above.lines + list.lines + below.lines, width: width, in: area)
    }

    private func describe(_ one: DecodedCertificate, in body: inout Body, isRoomy: Bool) {
        body.text("File: \(VisibleText.quoted(one.file))")
        if isRoomy, let serial = one.contents.serial.value {
            body.text("Serial number: \(serial)")
            body.text("Issued by: \(VisibleText.cleaned(one.contents.issuer.commonName ?? "unknown"))")
        }
        let names = (one.contents.subjectAlternativeNames?.value ?? []).map(\.tableText)
        let most = isRoomy ? 5 : 2
        let more = names.count > most ? ", and \(names.count - most) more" : ""
        body.text(names.isEmpty ? "It has no names." : "Names: \(names.prefix(most).joined(separator: ", "))\(more)")
    }
}
