import CertificateModel
import ScreenKit

/// Asks which port to test, and says which certificate it serves.
struct PortPrompt: Page {
    /// What became of the last test.
    private enum Result {
        case none
        case asking
        case refused(Refusal)
        case answered(ServedState)
    }

    let title = "Test a port"
    let isDialog = true
    private var field: TextField
    private var result = Result.none

    init(_ addresses: [IPAddress]) {
        field = TextField(addresses.first.map { PeerAddress($0, port: 443).description } ?? "", limit: 300)
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, "Test", unless: isAsking ? "The port is still being asked. Wait until it has answered." : nil)
            {
                $0.test(&$1)
            }, .init(.escape, "Close") { $1.close() }, Self.helpsTyping,
        ] + Self.endingDialog
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Type a host or an address, and a port: ipo1.example.com:443 or [2001:db8::1]:5061. \(key: .enter) asks over TLS which certificate is served there, and says whether it is the one of this server.",
            "A host name is sent as SNI; with an address, no name is sent, as clients do. On the ports of SMTP, IMAP and LDAP, TLS is started in that protocol.",
        ]
    }

    private var isAsking: Bool { if case .asking = result { true } else { false } }

    private mutating func test(_ context: inout Context) {
        do throws(Refusal) {
            context.perform(.testPort(try PeerAddress(field.string)))
            result = .asking
        } catch {
            result = .refused(error)
        }
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        if !isAsking, field.handle(key) { result = .none }
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        guard isAsking else { return }
        switch event {
        case .portTested(let state): result = .answered(state)
        case .portNotTested(let refusal): result = .refused(refusal)
        default: break
        }
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let text: [Span]
        switch result {
        case .none: text = [Span("Host or address, and port: which certificate is served there?")]
        case .asking: text = [Span("asking, for 5 seconds at most...", .warning)]
        case .refused(let refusal): text = [Span(refusal.problem, .error), Span("hint: \(refusal.hint)")]
        case .answered(let state):
            let sign = context.glyphs.sign(of: state.advice == nil ? .pass : .fail)
            text =
                [Span("\(sign.text) \(state.sentence)", sign.style)]
                + (state.advice.map { [Span("hint: \($0)")] } ?? [])
        }
        screen.put(prompt: title, text, field)
    }
}
