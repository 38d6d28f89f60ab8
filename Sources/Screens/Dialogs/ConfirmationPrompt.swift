import CertificateModel
import ScreenKit

/// The one question before certificates are written or made live again: everything that is confirmed, over the page that
/// asks. Enter confirms the ordinary; what can hurt wants a `y`.
struct ConfirmationPrompt: Moving {
    let confirmation: Confirmation
    /// The first line in view.
    private var first = 0
    /// Hands the consent to the page that asked.
    private let accept: @Sendable (Consent, inout Context) -> Void

    let isDialog = true

    /// The question of a page, which takes the consent.
    init<Opener: Page>(
        _ confirmation: Confirmation, _ accepted: @escaping @Sendable (inout Opener, inout Context, Consent) -> Void
    ) {
        self.confirmation = confirmation
        accept = { consent, context in
            context.close { (opener: inout Opener, context) in accepted(&opener, &context, consent) }
        }
    }

    var title: String { confirmation.question }

    func bindings(_ context: Context) -> [Binding<Self>] {
        let acting: [Binding<Self>] =
            confirmation.wantsYes
            ? [
                .init([.enter, .escape, "n", "N"], "Go back") { $1.close() },
                .init(["y", "Y"], "\(confirmation.verb) anyway") { $0.accept($0.confirmation.accepted, &$1) },
            ]
            : [
                .init([.enter, "y", "Y"], confirmation.verb) { page, context in
                    page.confirmation.entered.map { page.accept($0, &context) }
                }, .init([.escape, "n", "N"], "Go back") { $1.close() },
            ]
        let moves = lines(context).count > pageHeight(context)
        return acting + [Self.helps] + Self.lines(moves ? "Move" : "") + Self.endingDialog
    }

    func help(_ context: Context) -> [HelpText] {
        let answer: HelpText =
            confirmation.wantsYes
            ? "Somebody who accepts this server now may refuse it then. Only \(key: "y") means \"\(label: confirmation.verb) anyway\": \(key: .enter), \(key: .escape) and \(key: "n") go back."
            : "\(key: .enter) or \(key: "y") means \"\(label: confirmation.verb)\". \(key: .escape) and \(key: "n") go back, and nothing is changed."
        return [
            answer,
            "The lines say what is written, who refuses this server then, and every warning since the start. The journal keeps them.",
        ]
    }

    /// The frame takes a row above and a row below. It is computed for a footer of two rows where the window is narrow.
    func pageHeight(_ context: Context) -> Int { context.size.rows - 1 - (context.size.columns < 80 ? 2 : 1) - 2 }

    mutating func move(by distance: Int, _ context: inout Context) {
        first = moved(first, by: distance, limit: lines(context).count - pageHeight(context))
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        screen.put(text: lines(context), title: title, scroll: first, in: area)
    }

    private func lines(_ context: Context) -> [[Span]] {
        var body = Body(columns: context.size.columns - 3, glyphs: context.glyphs)
        var hasFacts = false
        for line in confirmation.lines {
            let style = line.verdict == .pass ? .value : line.verdict.style
            let sign = line.verdict == .pass ? Span(" ") : context.glyphs.sign(of: line.verdict)
            switch line.label {
            case nil: body.item([sign, Span(" ")], line.text, style)
            case "": body.item([Span("   "), sign, Span(" ")], line.text, style)
            case let label?:
                if !hasFacts, !body.lines.isEmpty { body.blank() }
                hasFacts = true
                body.fact(label, line.verdict == .pass ? line.text : "\(sign.text) \(line.text)", style)
            }
        }
        return body.lines
    }
}
