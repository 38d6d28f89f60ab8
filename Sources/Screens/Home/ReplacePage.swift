import CertificateModel
import ScreenKit

/// How a third party's certificates are replaced.
struct ReplacePage: BodyPage {
    let title = "Replace"
    var scroll = 0

    func bindings(_ context: Context) -> [Binding<Self>] { Self.always + moving(context) }

    func help(_ context: Context) -> [HelpText] {
        [
            "Only the certificate authority that issued these certificates can issue new ones. With a signing request, the key stays on this server. Several signing requests may wait at the same time."
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        if context.size.rows >= 20 { body.blank() }
        body.text(Replacement.reason)
        body.blank()
        body.heading("How to replace them")
        for (index, step) in Replacement.steps.enumerated() { body.item([Span(" \(index + 1). ")], step) }
        guard let server = context.server, server.pendingRequests > 0 else { return }
        body.blank()
        body.text(
            server.pendingRequests == 1
                ? "1 signing request waits already: keyturn request list"
                : "\(server.pendingRequests) signing requests wait already: keyturn request list", .warning)
    }
}
