import CertificateModel
import ScreenKit

/// Who issues the certificates: this server, or a third party, before or after this wizard.
struct AuthorityPage: FormPage {
    static let step = WizardStep.authority
    let title = "Who issues"

    func openNext(_ context: inout Context) { context.open(ServerPage()) }

    func bindings(_ context: Context) -> [Binding<Self>] {
        formBindings(context) + [
            .init([.up, .backTab], "") { $0.change(by: -1, &$1) }, .init([.down, .tab], "") { $0.change(by: 1, &$1) },
        ]
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "This server can issue its certificates itself. Choose that unless your organisation has a certificate authority that signs its servers' certificates.",
            "If another authority issued the certificates, import them: the identity with its private key, and the certificates of its issuers, up to the root.",
            "If another authority has to issue them first, make a signing request. Its private key stays on this server. When the answer has come, start keyturn again and import it.",
            "\(key: " ") changes the answer, and so do \(key: .up) and \(key: .down).",
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        let authority = context.ignition.form.authority
        // Where there is little room, the help says the rest.
        let isRoomy = context.size.rows >= 20
        body.text("Who issues this server's certificates?")
        if isRoomy { body.blank() }
        body.choice(
            Form.Authority.allCases.map(\.words), chosen: Form.Authority.allCases.firstIndex(of: authority) ?? 0)
        if isRoomy { body.blank() }
        switch authority {
        case .here:
            body.text(
                "The server makes its own root certificate, and signs its identity with it. Phones and browsers have to "
                    + "trust this root once.")
        case .files:
            body.text(
                "A third party issued certificates for this server. Keyturn reads them from files, shows them and checks "
                    + "them before anything is written.")
            guard isRoomy else { return }
            body.blank()
            body.heading("What is needed")
            let bullet = [Span(" \(context.glyphs.bullet) ")]
            body.item(bullet, "the identity certificate, with its private key")
            body.item(bullet, "the certificates of its issuers, up to a root")
            body.blank()
            body.text("One file or several, as PKCS #12, PEM, DER or PKCS #7.", .muted)
        case .request:
            body.text(
                "Keyturn makes a private key, which stays on this server, and a signing request for a certificate "
                    + "authority.")
            guard isRoomy else { return }
            body.blank()
            body.heading("What will happen")
            body.item([Span(" 1. ")], "You see the request before it is written.")
            body.item([Span(" 2. ")], "You give its file to the authority. A USB stick will do.")
            body.item([Span(" 3. ")], "When the answer has come, you start keyturn again. It imports the answer.")
        }
    }
}

extension Form.Authority {
    /// The answer, in words.
    fileprivate var words: String {
        switch self {
        case .here: "This server"
        case .files: "A third party: import its files"
        case .request: "A third party: make a request first"
        }
    }
}

extension Context {
    /// Goes back to the page whose answer cannot be taken.
    mutating func show(_ refusal: Form.FieldRefusal, on step: WizardStep) {
        ignition.focus[step] = refusal.field
        notice = "\(refusal.refusal.problem); \(refusal.refusal.hint)"
        close(to: { ($0 as? any WizardPage)?.isStep(step) == true })
    }

    /// The server that the answers describe. Nil while reverse DNS is asked for its name, and where the answers are refused
    /// together: the page of the answer shows that then.
    mutating func answeredServer() -> ServerIdentity? {
        do throws(Form.FieldRefusal) {
            switch ignition.resolveHostName() {
            case .waiting: return nil
            case .refused(let refusal): throw .init(field: .hostName, refusal: refusal)
            case .resolved(let name): return try ignition.server(named: name)
            }
        } catch {
            show(error, on: [.lan1IPv4, .lan2IPv4].contains(error.field) ? .addresses : .server)
            return nil
        }
    }
}
