/// Which of the two readings of the specification the certificates follow.
public enum Profile: String, CaseIterable, Hashable, Sendable {
    /// The values that real clients accept: the identity is an end entity that names its server.
    case interoperable
    /// Every row exactly as the vendor's page has it.
    case documented

    /// The profile of this name, in the answers file and on the command line.
    public init(name: some StringProtocol) throws(Refusal) {
        guard let profile = Profile(rawValue: name.trimmed) else {
            throw Refusal(
                "\(VisibleText.quoted(name)) is not a profile", hint: "use \"interoperable\" or \"documented\"")
        }
        self = profile
    }

    /// Its name for people, which says what follows from it.
    public var label: String {
        switch self {
        case .interoperable: "Recommended"
        case .documented: "As on Avaya's page (Firefox refuses it)"
        }
    }

    /// The label of a profile that a store names; its name where this version does not know it.
    public static func label(of name: String) -> String {
        Profile(rawValue: name)?.label ?? VisibleText.cleaned(name, limit: 60)
    }

    /// The other one.
    public var other: Profile { self == .interoperable ? .documented : .interoperable }
}
