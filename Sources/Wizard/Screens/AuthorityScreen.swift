import CertificateModel
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
                "A third party signed certificates for this server. This release cannot take them in: that comes with the "
                    + "command \"keyturn import\".", .warning)
        } else {
            body.text(
                "The server makes a root certificate of its own and signs its identity with it. Phones and browsers have "
                    + "to trust the root once.")
        }
    }
}
