/// What a file of settings is for: sentences about one say which it is.
public enum SettingsKind: Sendable {
    /// What an operator answers.
    case answers
    /// What a site has decided for all of its servers.
    case siteConfiguration

    /// What sentences call several of the kind.
    public var plural: String {
        switch self {
        case .answers: "answers"
        case .siteConfiguration: "site configurations"
        }
    }

    /// Where the keys of such a file are described, to end a hint with.
    public var guide: String {
        switch self {
        case .answers: "\"keyturn answers\" prints a file to start from"
        case .siteConfiguration: "keyturn.toml(5) says what is in it"
        }
    }

    /// The other kind, if it has a key of this path.
    func other(having path: [String]) -> SettingsKind? {
        switch self {
        case .answers: SiteConfiguration.keys.contains { $0.path == path } ? .siteConfiguration : nil
        case .siteConfiguration: Answers.keys.contains { $0.path == path } ? .answers : nil
        }
    }
}
