/// What was confirmed and by whom, as the manifest of a generation and the journal keep it. No secrets.
public struct Confirmed: Codable, Hashable, Sendable {
    /// Who gave the consent: the name of a ``Consent/Giver``.
    public var by: String
    /// What could hurt, a sentence each; nil where nothing could.
    public var dangers: [String]?
    /// Everything that was shown, a line each.
    public var lines: [String]

    /// What a consent is about.
    public init(_ consent: Consent) {
        by = consent.giver.rawValue
        let problems = consent.confirmation.dangers.map(\.problem)
        dangers = problems.isEmpty ? nil : problems
        lines = consent.confirmation.texts
    }

    /// Who confirmed it, and what could hurt: fit to be shown.
    public var sentence: String {
        let how =
            switch Consent.Giver(rawValue: by) {
            case .enter: "with Enter"
            case .yes: "with y"
            case .options: "by the options of a command that asked nobody"
            case .renewal: "by nobody: the renewal was automatic"
            case .unserved: "by nobody: the site configuration goes back from what is not served"
            case nil: VisibleText.quoted(by)
            }
        let told = dangers.map { $0.map { VisibleText.cleaned($0, limit: 400) }.joined(separator: "; ") }
        return told.map { "\(how): \($0)" } ?? how
    }
}
