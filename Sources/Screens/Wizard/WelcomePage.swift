import CertificateModel
import ScreenKit

/// What was found on this host, and what the wizard will do.
struct WelcomePage: WizardPage, BodyPage {
    static let step = WizardStep.welcome
    let title = "Welcome"
    var scroll = 0

    func bindings(_ context: Context) -> [Binding<Self>] {
        var acting: [Binding<Self>] = [
            .init(.enter, "Begin") { _, context in
                context.ignition.beginAnew()
                context.open(AuthorityPage())
            }
        ]
        if !context.ignition.waitingRequests.isEmpty {
            acting.append(
                .init(["i", "I"], "Import the answer") { _, context in
                    context.ignition.answerRequest()
                    context.open(FilesPage())
                })
        }
        return acting + [.init(.escape, "") { $1.leave() }] + moving(context) + ending(context)
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Look at the clock and the addresses: both go into the certificates. If the clock is wrong, leave, set it, and start Keyturn again. Your answers are kept.",
            "If a signing request waits for its certificate, \(key: "i") imports the answer of the certificate authority.",
        ]
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .unfinished(let answers, let time): context.open(Question.goOn(with: answers, from: time))
        case .leftUnread(let title, let refusal): context.open(Question.failure(title, refusal))
        default: break
        }
    }

    func foot(_ context: Context) -> (rows: Int, lines: [[Span]]) { noticeFoot(context) }

    func describe(_ body: inout Body, _ context: Context) {
        body.text(
            "This server has no certificates yet. Answer a few questions about it. Then you see every field of both "
                + "certificates, with its final value, before anything is written.")
        describeRequests(&body, context)
        body.blank()
        body.heading("Found on this host")
        if let host = context.ignition.host {
            body.fact("Clock", host.clock.text, host.clock.warning ?? host.clock.risk == nil ? .value : .warning)
            if let warning = host.clock.warning ?? host.clock.risk { body.fact("", warning, .warning) }
            for port in host.ports.prefix(4) {
                let lan = port == host.lan1Port ? "LAN1" : port == host.lan2Port ? "LAN2" : ""
                body.fact(lan, "\(VisibleText.cleaned(port.name)): \(port.addressText)")
            }
            if host.lan1Port == nil {
                body.fact("LAN1", host.ports.isEmpty ? "no port was found" : "no port has an address", .warning)
            }
            if let name = host.name { body.fact("Machine", name.text) }
            if let mac = host.mac(of: host.lan1Port) { body.fact("MAC", mac.description) }
        } else {
            body.fact("", "looking...")
        }
        body.fact("Store", VisibleText.cleaned(context.store))
        body.blank()
        body.heading("What will happen")
        body.text("1. You answer: who issues, the name, addresses, further names.", indent: 2)
        body.text("2. You see the 17 rows of the root and of the identity certificate.", indent: 2)
        body.text("3. You confirm, and exactly what you saw is written to the store.", indent: 2)
    }

    /// The signing requests that wait, and what to do when an answer has come.
    private func describeRequests(_ body: inout Body, _ context: Context) {
        let requests = context.ignition.waitingRequests
        guard let last = requests.last else { return }
        body.blank()
        let count = requests.count == 1 ? "A signing request waits" : "\(requests.count) signing requests wait"
        body.text(
            "\(count) for the certificate. The newest is number \(last.number), for \(last.server.hostName.value), of "
                + "\(last.created.shownTime) UTC. When the answer has come, press i.", .warning)
    }
}
