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
        body.text(
            "A third party issued these certificates. This server can neither regenerate them nor renew them."
        )
        body.blank()
        body.heading("How to replace them")
        body.item(
            [Span(" 1. ")],
            "keyturn request --out ipo.csr makes a signing request for this server's present name and addresses. Its "
                + "key stays here.")
        body.item([Span(" 2. ")], "Give it to the certificate authority.")
        body.item(
            [Span(" 3. ")], "keyturn import FILE... imports the certificates that come back, and makes them live.")
        guard let server = context.server, server.pendingRequests > 0 else { return }
        body.blank()
        body.text(
            server.pendingRequests == 1
                ? "1 signing request waits already: keyturn request list"
                : "\(server.pendingRequests) signing requests wait already: keyturn request list", .warning)
    }
}
