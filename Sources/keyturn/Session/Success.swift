import CertificateModel

/// The last message of a wizard that has written certificates.
enum Success {
    static func ignited(_ live: String) -> String { "Ignited. The certificates are in \(VisibleText.cleaned(live))." }

    static func imported(_ live: String) -> String { "Imported. The certificates are in \(VisibleText.cleaned(live))." }
}
