import CertificateModel
import Drawing
import ScreenKit

extension State {
    func describeAuthority(_ body: inout Body) {
        body.text("Who signs this server's certificates?")
        body.blank()
        body.choice(
            FieldName.authority.label, ["Issue here", "Import"], chosen: form.wantsImport ? 1 : 0,
            isFocused: focused == .authority)
        body.blank()
        if form.wantsImport {
            body.text(
                "A third party signed certificates for this server. They are read from files, and shown and checked before "
                    + "anything is written.")
            body.blank()
            body.heading("What is needed")
            body.item([Span(" \(glyphs.bullet) ")], "the identity certificate, with its private key")
            body.item([Span(" \(glyphs.bullet) ")], "the certificates that signed it, up to a root")
            body.blank()
            body.text(
                "As PKCS#12, PEM, DER or PKCS#7; in one file or several. Nothing signed yet? Leave with ^X: \"keyturn "
                    + "request\" makes a signing request, whose key never leaves this server.", .muted)
        } else {
            body.text(
                "The server makes a root certificate of its own and signs its identity with it. Phones and browsers have "
                    + "to trust the root once.")
        }
    }
}
