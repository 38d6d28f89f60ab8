import CertificateModel
import ScreenKit

/// The signing request for a third party, every field of it, before it is written.
struct RequestPage: WizardPage, SheetPage {
    static let step = WizardStep.request
    let title = "Signing request"
    private let server: ServerIdentity
    /// The request, signed in memory; nil until it is.
    private var signed: FieldTable?
    /// Whether it could not be signed.
    private var hasFailed = false
    var selected = 0

    init(for server: ServerIdentity) { self.server = server }

    func bindings(_ context: Context) -> [Binding<Self>] {
        guard !context.isBusy else { return [Self.redraws] }
        return [.init(.enter, "Make", unless: absence) { $0.askToWrite(&$1) }] + tableBindings(context)
    }

    /// Why the request cannot be made; nil where it can.
    private var absence: String? {
        if signed != nil { return nil }
        return hasFailed
            ? "The request could not be made. Go back with Esc, and open this page again."
            : "The request is still being signed. Wait until it is."
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Every field of the request, as it is signed in memory. When you confirm, exactly this request is written, and its private key with it.",
            "The certificate authority decides on the other fields, and may change those that are asked for. \(key: "d") shows the whole of a row.",
        ]
    }

    func opened(_ context: inout Context) { context.perform(.signRequest(server)) }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .requestSigned(let table, let server) where server == self.server: signed = table
        case .notSigned(let refusal):
            hasFailed = true
            context.open(Question.failure("The request could not be made", refusal))
        case .requestMade(let request) where context.operation == .switching:
            context.operation = nil
            context.ignition.made = request
            context.open(RequestMadePage(request))
        case .notSwitched(let refusal) where context.operation == .switching:
            context.operation = nil
            context.open(Question.failure("Nothing was written", refusal))
        default: break
        }
    }

    private func askToWrite(_ context: inout Context) {
        let server = server
        let what =
            "The request and its private key are written to \(VisibleText.cleaned(context.store)). The key stays there."
        context.open(
            Question.ask("Make this signing request?", verb: "Make", [what]) { (_: inout RequestPage, context) in
                context.operation = .switching
                context.perform(.makeRequest(server))
            })
    }

    func rows(_ context: Context) -> [SheetRow] {
        (signed ?? FieldTable(RequestContents(for: server))).rows.sheet(warning: nil, context.glyphs)
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let state =
            if context.isBusy {
                "writing..."
            } else if signed != nil {
                "what is asked for"
            } else {
                hasFailed ? "not signed" : "making the key and signing..."
            }
        drawTable(on: &screen, area, context, tabs: [("Request", true)], state: [state])
    }
}
