import CertificateModel

/// The last message of a wizard or a command that has written something.
package enum Success {
    package static func ignited(_ live: String) -> String {
        "Ignited. The certificates are in \(VisibleText.cleaned(live))."
    }

    package static func requested(_ number: Int) -> String {
        "Request \(number) is made, and its key waits in the store. Import the answer and its chain with: keyturn import"
    }

    package static func imported(_ live: String) -> String {
        "Imported. The certificates are in \(VisibleText.cleaned(live))."
    }
}
