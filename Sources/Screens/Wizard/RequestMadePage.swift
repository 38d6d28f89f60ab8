import CertificateModel
import ScreenKit

/// Where the signing request is, and what to do with it.
struct RequestMadePage: WizardPage, BodyPage {
    static let step = WizardStep.done
    let title = "Request made"
    var scroll = 0
    private let request: WaitingRequest

    init(_ request: WaitingRequest) { self.request = request }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, "Finish") { $1.leaveAtOnce() },
            .init(["c", "C"], "Copy the request") { page, context in context.open(SavePrompt(page.request, context)) },
            .init(Self.leavingKeys, "") { $1.leaveAtOnce() }, Self.helps,
        ] + moving(context) + [Self.redraws]
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "\(key: "c") copies the request to a file, for example on a USB stick. It holds no secret: the private key stays in the store.",
            "Give the file to the certificate authority. When the answer has come, start keyturn again.",
        ]
    }

    func opened(_ context: inout Context) { context.perform(.findPlaces) }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .places(let places): context.ignition.imported.files.take(places)
        case .saved(let path): context.notice = "A copy is in \(VisibleText.quoted(path))."
        default: break
        }
    }

    func foot(_ context: Context) -> (rows: Int, lines: [[Span]]) { noticeFoot(context) }

    func describe(_ body: inout Body, _ context: Context) {
        body.done(.pass, "Signing request \(request.number) is made. It waits for its certificate.")
        body.blank()
        body.fact("Server", request.server.hostName.value.text)
        body.fact("Request", VisibleText.cleaned(request.file))
        body.fact("Private key", "beside it: secret, and it stays there")
        body.blank()
        body.heading("What to do next")
        body.item([Span(" 1. ")], "Copy the request with c, for example to a USB stick.")
        body.item([Span(" 2. ")], "Give it to the certificate authority.")
        body.item(
            [Span(" 3. ")],
            "When the certificate and its chain have come, start keyturn again. It says that the request waits, and "
                + "imports them.")
    }
}
