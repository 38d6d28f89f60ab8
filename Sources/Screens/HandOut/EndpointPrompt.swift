import CertificateModel
import ScreenKit

/// Asks at which address and port of this server the page for clients is to be served.
struct EndpointPrompt: Page {
    let title = "Serve a web page"
    let isDialog = true
    private let addresses: [IPAddress]
    /// The address that is offered.
    private var offered = 0
    private var field: TextField
    /// Why the page cannot be served there.
    private(set) var problem: Refusal?
    /// Where it is about to be served.
    private var opening: PageEndpoint?

    init(_ addresses: [IPAddress]) {
        self.addresses = addresses
        field = TextField(addresses.first.map { PageEndpoint($0).description } ?? "", limit: 80)
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        guard opening == nil else {
            return [
                .init(.escape, "Cancel") {
                    $1.perform(.stopPage)
                    $1.close()
                }, Self.helpsTyping,
            ] + Self.endingDialog
        }
        let others: [Binding<Self>] =
            addresses.count < 2
            ? []
            : [
                .init(.down, "Other address") { page, _ in page.offer(page.offered + 1) },
                .init(.up, "") { page, _ in page.offer(page.offered - 1) },
            ]
        return [.init(.enter, "Serve") { $0.ask(&$1) }] + others
            + [.init(.escape, "Cancel") { $1.close() }, Self.helpsTyping] + Self.endingDialog
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The page is served at one address of this server: choose one that the clients can reach, and a port that no other program uses. Below 1024 only root may open a port.",
            "You are asked before it is served. \(key: .escape) goes back, and nothing is served.",
        ]
    }

    private mutating func offer(_ index: Int) {
        offered = (index + addresses.count) % addresses.count
        field.string = PageEndpoint(addresses[offered]).description
        problem = nil
    }

    private mutating func ask(_ context: inout Context) {
        do throws(Refusal) {
            let endpoint = try PageEndpoint(field.string, of: addresses)
            problem = nil
            context.open(Self.question(endpoint))
        } catch {
            problem = error
        }
    }

    private static func question(_ endpoint: PageEndpoint) -> Question {
        Question(
            "Serve the root for ten minutes?",
            [
                "Everybody who can reach \(endpoint.url) can then fetch the root and its fingerprint, which are not "
                    + "secret, and the steps to install it.", "",
                "A process without keys serves it. It ends after ten minutes, and when you leave its screen.",
            ], .choice("Serve", "Go back", meant: 0)
        ) { (prompt: inout EndpointPrompt, context) in
            prompt.opening = endpoint
            context.perform(.servePage(endpoint))
        }
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        if opening == nil, field.handle(key) { problem = nil }
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .pageServed(let endpoint, let until) where endpoint == opening:
            context.close { (page: inout HandOutPage, context) in page.show(endpoint, until: until, &context) }
        case .pageNotServed(let refusal) where opening != nil:
            opening = nil
            problem = refusal
        default: break
        }
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let text: [Span]
        if let opening {
            text = [Span("opening \(opening)...", .warning)]
        } else if let problem {
            text = [Span(problem.problem, .error), Span("hint: \(problem.hint)")]
        } else {
            text = [Span("Address of this server, and port. Phones and browsers open the page there.")]
        }
        screen.put(prompt: title, text, field)
        if opening != nil { screen.cursor = nil }
    }
}
