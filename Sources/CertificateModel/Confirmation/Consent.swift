/// That what a ``Confirmation`` says may be written. The store writes no certificates and goes back to none without it, and
/// nothing but a confirmation makes it.
public struct Consent: Hashable, Sendable {
    /// Who gave it.
    public enum Giver: String, Hashable, Sendable {
        /// An operator who was asked, and pressed Enter.
        case enter
        /// An operator who was asked, and typed `y`.
        case yes = "y"
        /// Whoever wrote a command that asks nobody, with the options that name the dangers.
        case options
        /// The automatic renewal, which the site configuration allows.
        case renewal
        /// The site configuration, which wants to go back from what is not served.
        case unserved
    }

    /// What was confirmed.
    public let confirmation: Confirmation
    /// Who gave it.
    public let giver: Giver

    fileprivate init(_ confirmation: Confirmation, _ giver: Giver) {
        self.confirmation = confirmation
        self.giver = giver
    }
}

extension Confirmation {
    /// Whether Enter is not enough.
    public var wantsYes: Bool { !dangers.isEmpty }

    /// The consent of an operator who was asked and pressed Enter; nil where a `y` is needed.
    public var entered: Consent? { wantsYes ? nil : Consent(self, .enter) }

    /// The consent of an operator who was asked and typed `y`.
    public var accepted: Consent { Consent(self, .yes) }

    /// The consent of a command that asks nobody, whose options name these dangers; throws the first other one.
    public func consent(allowing named: Set<Danger.Kind>) throws(Danger) -> Consent {
        try consent(.options, allowing: named)
    }

    /// The consent to an automatic renewal. It loses only names that the host has replaced by others; throws any other
    /// danger.
    public func consentOfRenewal() throws(Danger) -> Consent { try consent(.renewal, allowing: [.namesLost]) }

    /// The consent to go back from what is not served to what was served before.
    public var consentOfReturn: Consent { Consent(self, .unserved) }

    private func consent(_ giver: Consent.Giver, allowing named: Set<Danger.Kind>) throws(Danger) -> Consent {
        if let danger = dangers.first(where: { !named.contains($0.kind) }) { throw danger }
        return Consent(self, giver)
    }
}
