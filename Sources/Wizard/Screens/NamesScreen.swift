import CertificateModel
import Drawing
import ScreenKit

extension State {
    func describeNames(_ body: inout Body) {
        body.heading("Names to add to the identity (optional; several with commas)")
        for field in FieldName.fields(of: .names) {
            if field == .naming(.email) {
                body.blank()
                body.heading("What the certificates call the organisation")
            }
            body.field(field.label, form[field], isFocused: focused == field)
        }
        if focused == .sipDomains {
            body.text("\"sip:example.com\" adds the URI name as well as the DNS name.", .muted)
        }
    }
}
