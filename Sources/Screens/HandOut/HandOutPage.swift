import CertificateModel
import ScreenKit

/// The root of this server, its fingerprint, and the ways to hand it out.
struct HandOutPage: BodyPage {
    let title = "Hand out the root"
    var scroll = 0
    /// The root, and the ways; nil until they are known.
    private var offer: HandOutOffer?
    /// The root that was offered.
    var root: PublicRoot? { offer?.root }

    func bindings(_ context: Context) -> [Binding<Self>] {
        guard let offer else { return Self.always }
        return [
            .init(["w", "W"], "Web page") { $1.open(EndpointPrompt(offer.addresses)) },
            .init(["c", "C"], "Copy") { $1.open(MediumPrompt()) },
            .init(["s", "S"], "Server lines") { $1.open(ServerLinesPage(hooks: offer.hooks)) },
            .init(["t", "T"], "Test a port") { $1.open(PortPrompt(offer.addresses)) },
        ] + Self.always + moving(context)
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Clients refuse this server until they trust its root. The fingerprint tells them that they have the right one: read it aloud, group by group, and let them compare it.",
            "\(key: "w") serves a web page for ten minutes, with the root and the steps for phones, computers and browsers. \(key: "c") copies the root to a removable medium, as WebRootCA.pem and WebRootCA.der.",
            "\(key: "s") shows the lines that make nginx, Apache, HAProxy, Postfix, Asterisk and Kamailio use these certificates. \(key: "t") asks a port which certificate it serves.",
        ]
    }

    mutating func opened(_ context: inout Context) { context.perform(.offerRoot) }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .rootOffered(let offer): self.offer = offer
        case .noRoot(let refusal) where offer == nil:
            context.close()
            context.open(Question.failure("The root cannot be handed out", refusal))
        case .rootCopied(_, let medium):
            context.notice = "Copied to \(VisibleText.quoted(medium.path)). Unmount it before you take it out."
        default: break
        }
    }

    func foot(_ context: Context) -> (rows: Int, lines: [[Span]]) {
        let lines = Self.notice(.success, context)
        return (lines.isEmpty ? 0 : 1 + lines.count, lines)
    }

    func drawHead(on screen: inout Screen, _ area: Rectangle, _ context: Context) -> Bool {
        if offer == nil { screen.put(readingInRow: area.row + 1) }
        return offer != nil
    }

    func describe(_ body: inout Body, _ context: Context) {
        guard let offer else { return }
        let isRoomy = context.size.rows >= 20
        if isRoomy { body.blank() }
        body.fingerprint(aloud: offer.root)
        if isRoomy { body.blank() }
        body.fact("Root", offer.root.name, .heading)
        body.fact("Expires", offer.root.notAfter.date)
        body.fact("File", "\(VisibleText.cleaned(context.store))/live/WebRootCA.pem")
        body.blank()
        body.heading("Ways to hand it out")
        body.key("w", "a web page for ten minutes, with the steps for phones, computers and browsers")
        body.key(
            "c",
            offer.media.isEmpty
                ? "a copy on a removable medium; none is mounted"
                : "a copy on a removable medium: \(offer.media.map { VisibleText.cleaned($0.path) }.joined(separator: ", "))"
        )
        if isRoomy { body.blank() }
        body.heading("The servers")
        body.key("s", "the lines for nginx, Apache, HAProxy, Postfix, Asterisk and Kamailio")
        body.key("t", "ask a port which certificate it serves")
    }
}

extension Body {
    /// A fingerprint in groups of four digits, which one person reads aloud and another one compares.
    mutating func fingerprint(aloud root: PublicRoot) {
        heading("SHA-256 fingerprint, to read aloud")
        for line in root.fingerprintLines { text(line, .value, indent: 2) }
    }

    /// A key, and what it does.
    fileprivate mutating func key(_ key: String, _ text: String) {
        item([Span("  "), Span(key, .key), Span("  ")], text)
    }
}
