import CertificateModel
import ScreenKit

/// Asks on which removable medium the root is to be copied.
struct MediumPrompt: Moving {
    let title = "Copy the root"
    let isDialog = true
    /// The media; nil until they were looked for.
    private var media: [Place]?
    private var chosen = 0
    /// Why the root could not be copied.
    private(set) var problem: Refusal?

    func bindings(_ context: Context) -> [Binding<Self>] {
        guard let media, let medium = media.dropFirst(chosen).first else {
            return [.init([.escape, .enter], "Close") { $1.close() }, Self.helps] + Self.endingDialog
        }
        return [.init(.enter, "Copy") { $1.perform(.copyRoot(to: medium)) }]
            + (media.count < 2 ? [] : Self.rows("Move")) + [.init(.escape, "Cancel") { $1.close() }, Self.helps]
            + Self.endingDialog
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The root is copied as WebRootCA.pem, for phones and servers, and as WebRootCA.der, for computers and browsers. A file on the medium is never overwritten.",
            "A medium must be mounted below /media, /run/media or /mnt, or be removable.",
        ]
    }

    mutating func move(by distance: Int, _ context: inout Context) {
        chosen = moved(chosen, by: distance, limit: (media?.count ?? 1) - 1)
        problem = nil
    }

    func pageHeight(_ context: Context) -> Int { areaHeight(context) / 2 }

    /// A medium may have been plugged in since.
    mutating func opened(_ context: inout Context) { context.perform(.offerRoot) }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .rootOffered(let offer):
            media = offer.media
            chosen = min(chosen, max(offer.media.count - 1, 0))
        case .noRoot(let refusal), .rootNotCopied(let refusal): problem = refusal
        case .rootCopied: context.close()
        default: break
        }
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let width = min(screen.size.columns - 4, 64)
        var body = Body(columns: width - 1, glyphs: context.glyphs)
        if let problem {
            body.text(problem.problem, .error)
            body.text("hint: \(problem.hint)")
        } else if media?.isEmpty == true {
            body.text("No removable medium is mounted.")
            body.text("hint: plug one in, mount it, and press c again")
        } else {
            body.text("WebRootCA.pem and WebRootCA.der are copied to:")
        }
        body.blank()
        for (index, medium) in (media ?? []).enumerated() {
            let text = TextWidth.truncate(
                " \(VisibleText.cleaned(medium.path)) ", to: width - 4, glyphs: context.glyphs)
            body.line(Span(text, index == chosen ? .selected : .normal))
        }
        if media == nil { body.text("looking for media...", .muted) }
        screen.put(dialog: title, body.lines, width: width, in: area)
    }
}
