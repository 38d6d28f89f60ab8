import CertificateModel
import CertificateStore
import Operations
import Threads

/// Hands out the root of an ignited server line by line: its fingerprint, a web page, a copy, the lines for servers, and the test
/// of a port.
struct PlainHandOut {
    /// What there is to do.
    private enum Choice {
        case web, copy, lines, test
    }

    private let store: String
    private let handOut: HandOut
    private let prompt: Prompt

    init(_ installation: Installation, _ prompt: Prompt) {
        self.prompt = prompt
        store = installation.store.layout.folder
        handOut = HandOut(installation)
    }

    /// Asks what to do, and does it, until the operator goes back.
    func run() throws {
        show(try handOut.offer().root)
        Console.talk(
            "web: serve a web page for clients. copy: to a removable medium. lines: for servers. test: what a port serves."
        )
        while true {
            let choice = try prompt.ask(
                "Hand out the root", "back",
                help: "Type what you want to do. back returns to the list. Nothing is served or copied unasked.",
                among: ["web": Choice?.some(.web), "copy": .copy, "lines": .lines, "test": .test, "back": nil])
            guard let choice else { return }
            do {
                // Addresses and media come and go.
                let offer = try handOut.offer()
                switch choice {
                case .web: try serve(offer)
                case .copy: try copy(offer)
                case .lines: try showLines(offer)
                case .test: try test(offer)
                }
            } catch is Prompt.Back {
                continue
            } catch let error as OperationError {
                Prompt.show(error.refusal)
            }
        }
    }

    private func show(_ root: PublicRoot) {
        Console.talk("Root: \(root.name)\nExpires: \(root.notAfter.date)\nSHA-256 fingerprint, to read aloud:")
        for line in root.fingerprintLines { Console.talk("  \(line)") }
    }

    /// Serves the page until Enter is pressed, or its time is over.
    private func serve(_ offer: HandOutOffer) throws {
        let first = offer.addresses.first.map { PageEndpoint($0).description } ?? ""
        let endpoint = try prompt.ask(
            "Address of this server and port", first,
            help: "Clients open the page at this address and port. - serves nothing."
        ) { text throws(Refusal) in text.isEmpty ? nil : try PageEndpoint(text, of: offer.addresses)
        }
        guard let endpoint else { return }
        Console.talk("Everybody who can reach it can fetch the root and its fingerprint, which are not secret.")
        guard
            try prompt.confirm(
                "Serve \(endpoint.url) for ten minutes?",
                help: "y serves the page for ten minutes at most. n serves nothing.")
        else { return }
        let (page, until) = try handOut.serve(at: endpoint)
        Console.talk("\(endpoint.url) is served until \(until.utcText).\nPress Enter to stop it.")
        let hasEnded = Promise<Void>()
        DetachedThread.run {
            while true {
                switch page.next() {
                case .fetched(let fetches):
                    for fetch in fetches { Console.talk("\(fetch.client): \(fetch.words)") }
                case .ended(let end):
                    if end != .stopped { Console.talk("\(end.sentence) Press Enter.") }
                    return hasEnded.fulfil(())
                }
            }
        }
        defer {
            page.stop()
            hasEnded.wait()
        }
        try prompt.waitForEnter()
    }

    private func copy(_ offer: HandOutOffer) throws {
        guard let first = offer.media.first else {
            return Prompt.show(Refusal("no removable medium is mounted", hint: "mount one, and try again"))
        }
        for medium in offer.media { Console.talk("Medium: \(VisibleText.cleaned(medium.path))") }
        let medium = try prompt.ask(
            "Copy WebRootCA.pem and WebRootCA.der to", first.path,
            help: "Type the path of a medium of the list. - copies nothing."
        ) { text throws(Refusal) -> Place? in
            if text.isEmpty { return nil }
            guard let medium = offer.media.first(where: { $0.path == text }) else {
                throw Refusal("\(VisibleText.quoted(text)) is not one of the media", hint: "type the path of one")
            }
            return medium
        }
        guard let medium else { return }
        let names = try handOut.copy(to: medium)
        Console.talk("\(names.joined(separator: " and ")) are on \(VisibleText.quoted(medium.path)).")
    }

    private func showLines(_ offer: HandOutOffer) throws {
        let names = ServerLines.allCases.map { $0.rawValue.lowercased() }
        let server = try prompt.ask(
            "Server: \(names.joined(separator: ", "))", names[0],
            help: "Type the server whose configuration is to name these certificates."
        ) { text throws(Refusal) in
            guard let server = ServerLines.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() })
            else {
                throw Refusal(
                    "\(VisibleText.quoted(text)) is not one of these servers",
                    hint: "type one of \(names.joined(separator: ", "))")
            }
            return server
        }
        let live = "\(store)/live"
        for note in server.notes(hooks: offer.hooks) { Console.talk(VisibleText.cleaned(note)) }
        for line in (server.hook(live: live).map { $0 + [""] } ?? []) + server.lines(live: live) {
            Console.talk(VisibleText.cleaned(line))
        }
    }

    private func test(_ offer: HandOutOffer) throws {
        let first = offer.addresses.first.map { PeerAddress($0, port: 443).description } ?? ""
        let peer = try prompt.ask(
            "Host or address, and port", first,
            help: "Keyturn connects by TLS and says which certificate is served there. - tests nothing."
        ) { text throws(Refusal) in text.isEmpty ? nil : try PeerAddress(text)
        }
        guard let peer else { return }
        let state = try handOut.test(peer)
        Console.talk(state.sentence)
        if let advice = state.advice { Console.talk("hint: \(advice)") }
    }
}
