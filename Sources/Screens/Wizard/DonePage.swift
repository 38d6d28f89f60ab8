import CertificateModel
import ScreenKit

/// What was written, how the hand-off to the servers goes, and what to do next.
struct DonePage: WizardPage, BodyPage {
    static let step = WizardStep.done
    let title = "Done"
    var scroll = 0
    private let generation: SwitchedGeneration
    /// The steps of the hand-off so far.
    private var steps: [HandoffStep] = []
    /// How it ended; nil before that.
    private(set) var outcome: HandoffOutcome?

    init(_ generation: SwitchedGeneration) { self.generation = generation }

    func bindings(_ context: Context) -> [Binding<Self>] {
        guard !context.isBusy else { return Self.stopsAsking(steps, context) + [Self.redraws] }
        return [
            .init(.enter, "Finish") { $1.leaveAtOnce() },
            .init(["r", "R"], "Hand out the root") { $1.open(HandOutPage()) },
            .init(["s", "S"], "Save the answers") { page, context in
                context.ignition.answers.map { context.open(SavePrompt($0)) }
            }, .init(Self.leavingKeys, "") { $1.leaveAtOnce() }, Self.helps,
        ] + moving(context) + [Self.redraws]
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "\(key: "r") hands out the root to phones, computers and browsers: its fingerprint to read aloud, a web page, a copy on a removable medium. It also shows the lines for the servers, and tests their ports.",
            "\(key: "s") saves the answers to a file. \"keyturn ignite --answers\" reads that file, to ignite another server or this one again.",
        ]
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .handingOff(let step): if outcome == nil { steps.append(step) }
        case .handedOff(let outcome):
            self.outcome = outcome
            context.ignition.hasWritten = true
            context.end()
        case .saved(let path): context.notice = "The answers are in \(VisibleText.quoted(path))."
        default: break
        }
    }

    func foot(_ context: Context) -> (rows: Int, lines: [[Span]]) { noticeFoot(context) }

    func describe(_ body: inout Body, _ context: Context) {
        let isImported = context.ignition.form.authority == .files
        body.done(.pass, "The certificates are written.")
        if let outcome { body.handoff(outcome) } else { body.handoff(steps) }
        body.blank()
        body.heading("SHA-256 fingerprints")
        body.fingerprint("Root", generation.rootFingerprint)
        body.fingerprint("Identity", generation.identityFingerprint)
        body.blank()
        body.heading("Files, in \(VisibleText.cleaned("\(context.store)/live"))")
        let chain = isImported ? "the identity and its issuers" : "the identity and the root"
        body.fact("fullchain.pem", "\(chain), for the web server")
        body.fact("identity.key", "its private key: secret")
        body.fact("WebRootCA.pem", "the root, for phones and browsers to trust")
        if isImported {
            body.blank()
            body.heading("Trusted certificates, in \(VisibleText.cleaned(context.store))/trusted")
            for (index, name) in trusted(context).enumerated() { body.fact(index == 0 ? "Root" : "Intermediate", name) }
        } else {
            body.fact("root.key", "the root's private key: secret, keep a copy offline")
        }
        guard !context.isBusy else { return }
        body.blank()
        body.heading("What to do next")
        let giveOut =
            isImported
            ? ". Give WebRootCA.pem to clients that do not trust the root yet: press r."
            : ", then give WebRootCA.pem to phones and browsers: press r."
        body.text("Point the web server at fullchain.pem and identity.key\(giveOut)", indent: 2)
    }

    /// The authorities of the set, the root first, which the trusted certificate store has now.
    private func trusted(_ context: Context) -> [String] {
        guard let set = context.ignition.imported.judgement?.set else { return [] }
        return ([set.root] + set.intermediates.reversed()).map { VisibleText.cleaned($0.name, limit: 200) }
    }
}
