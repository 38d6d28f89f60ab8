import CertificateModel
import Drawing
import ScreenKit

extension State {
    func describeDone(_ body: inout Body) {
        let written: Commitment
        switch progress {
        case .handingOff(let commitment, let steps):
            written = commitment
            body.done(.pass, "The certificates are written.")
            body.handoff(steps)
        case .written(let commitment, let outcome):
            written = commitment
            body.done(.pass, "The certificates are written.")
            body.handoff(outcome)
        case .idle, .preparing, .prepared, .writing: return
        }
        body.blank()
        body.heading("SHA-256 fingerprints")
        body.fingerprint("Root", written.rootFingerprint)
        body.fingerprint("Identity", written.identityFingerprint)
        body.blank()
        body.heading("Files, in \(VisibleText.cleaned(written.liveFolder))")
        let chain = form.wantsImport ? "the identity and those that signed it" : "the identity and the root"
        body.fact("fullchain.pem", "\(chain), for the web server")
        body.fact("identity.key", "its private key: secret")
        body.fact("WebRootCA.pem", "the root, for phones and browsers to trust")
        if form.wantsImport {
            body.blank()
            body.heading("Trusted certificates, in \(VisibleText.cleaned(store))/trusted")
            for (index, name) in trusted.enumerated() { body.fact(index == 0 ? "Root" : "Intermediate", name) }
        } else {
            body.fact("root.key", "the root's private key: secret, keep a copy offline")
        }
        body.blank()
        body.heading("What to do next")
        let giveOut =
            form.wantsImport
            ? ". Whoever does not trust the root yet needs WebRootCA.pem." : ", then give out WebRootCA.pem."
        body.text("Point the web server at fullchain.pem and identity.key\(giveOut)", indent: 2)
    }

    /// The authorities of the set, the root first, which the trusted certificate store has now.
    private var trusted: [String] {
        guard let set = imported.judgement?.set else { return [] }
        return ([set.root] + set.intermediates.reversed()).map { VisibleText.cleaned($0.name, limit: 200) }
    }
}
