import CertificateModel
import Drawing
import ScreenKit

/// What the home screen says of renewal, and of what has changed on the host since.
extension State {
    func describeRenewal(_ home: ServerState, _ body: inout Body) {
        let renewal = home.renewal
        let (sign, text, advice) = Self.renewal(home)
        let isDue = !renewal.reasons.isEmpty
        body.found(
            isDue ? glyphs.sign(of: .warn) : sign ? glyphs.sign(of: .pass) : Span(String(glyphs.bullet), .muted),
            "renewal", text, style: isDue ? .warning : .normal, words: Self.words)
        let indent = size.columns >= 60 ? Self.words + 3 : 3
        for reason in renewal.reasons {
            body.item([Span(String(repeating: " ", count: indent) + "\(glyphs.bullet) ", .warning)], reason.sentence)
        }
        if case .savingRenewal = operation {
            body.found(Span(" "), "", "saving...", style: .warning, words: Self.words)
        } else if let advice {
            body.found(Span(" "), "", "\(glyphs.right) \(advice)", style: .normal, words: Self.words)
        }
    }

    /// Whether it takes care of itself, how it is, and what to do.
    private static func renewal(_ home: ServerState) -> (isWell: Bool, text: String, advice: String?) {
        let renewal = home.renewal
        let isDue = !renewal.reasons.isEmpty
        let day = renewal.dueAt.date
        if home.isImported {
            return (
                false,
                isDue
                    ? "due; a third party's are never renewed by themselves:"
                    : "by hand, as a third party issued them; due on \(day)",
                isDue ? "ask for new ones: g says how" : nil
            )
        }
        if renewal.isAutomatic {
            return (
                true, isDue ? "automatic, and due now:" : "automatic, due on \(day)",
                isDue ? "\"keyturn renew\" does it at its next run; g does it at once" : nil
            )
        }
        return (
            false, isDue ? "not automatic, and due now:" : "not automatic, due on \(day)",
            isDue ? "g issues it anew; a turns automatic renewal on" : nil
        )
    }

    /// The names and addresses of the host port by port, with those that are gone after those that are there.
    func describeNames(_ home: ServerState, _ body: inout Body) {
        guard !home.coverage.isEmpty || !home.absent.isEmpty else { return }
        body.blank()
        body.heading("Names and addresses of this host")
        var roles: [String] = []
        for role in home.coverage.map(\.role) + home.absent.map(\.role) where !roles.contains(role) {
            roles.append(role)
        }
        for role in roles {
            for coverage in home.coverage where coverage.role == role {
                body.found(coverage, missing: .warn, words: Self.words)
            }
            for absent in home.absent where absent.role == role {
                body.found(
                    glyphs.sign(of: .warn), role,
                    "\(absent.name.bareText): in the certificate, and not on this host any more", style: .warning,
                    words: Self.words)
            }
        }
    }
}
