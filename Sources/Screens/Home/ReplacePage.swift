import CertificateModel
import ScreenKit

/// How a third party's certificates are replaced.
struct ReplacePage: BodyPage {
    let title = "Replace"
    var scroll = 0

    func bindings(_ context: Context) -> [Binding<Self>] { Self.always + moving(context) }

    func help(_ context: Context) -> [HelpText] {
        [
            "What a certificate authority signed, only it can sign anew. A signing request keeps the key on this server, and several may wait at once."
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        if context.size.rows >= 20 { body.blank() }
        body.text(
            "A third party issued these certificates. This server can neither issue them anew nor renew them by itself."
        )
        body.blank()
        body.heading("How to replace them")
        body.item(
            [Span(" 1. ")],
            "keyturn request --out ipo.csr makes a signing request for this server's present name and addresses. Its "
                + "key stays here.")
        body.item([Span(" 2. ")], "Give it to the certificate authority.")
        body.item([Span(" 3. ")], "keyturn import FILE... takes in what comes back, and makes it live.")
        guard let server = context.server, server.pendingRequests > 0 else { return }
        body.blank()
        body.text(
            server.pendingRequests == 1
                ? "1 signing request waits already: keyturn request list"
                : "\(server.pendingRequests) signing requests wait already: keyturn request list", .warning)
    }
}
