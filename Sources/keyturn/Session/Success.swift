import CertificateModel

/// What the operator of a wizard is told of what it has written.
enum Success {
    static func ignited(_ live: String) -> String { "Ignited. The certificates are in \(VisibleText.cleaned(live))." }

    static func imported(_ live: String) -> String { "Imported. The certificates are in \(VisibleText.cleaned(live))." }
}
