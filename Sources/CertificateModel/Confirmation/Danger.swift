/// Why somebody who accepts this server now may refuse it then: what wants a typed `y`, or the option that names it where
/// nobody is asked.
public enum Danger: Error, Hashable, Sendable {
    /// The root of this name has another key than the live one.
    case newRootKey(root: String)
    /// The identity does not cover these names of the live one any more.
    case namesLost([GeneralName])
    /// A third party's certificate covers none of this server's names.
    case noNameCovered
    /// The certificates are of the documented profile, and those that are live are not.
    case documented

    /// What an option names.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case newRootKey = "new-root-key"
        case namesLost = "names-lost"
        case noNameCovered = "no-name-covered"
        case documented = "documented-profile"
    }

    /// Which of them it is.
    public var kind: Kind {
        switch self {
        case .newRootKey: .newRootKey
        case .namesLost: .namesLost
        case .noNameCovered: .noNameCovered
        case .documented: .documented
        }
    }

    /// What is so: one sentence without a full stop, the thing in double quotes.
    public var problem: String {
        switch self {
        case .newRootKey(let root): "the root \(VisibleText.quoted(root)) has another key than the live one"
        case .namesLost(let names):
            "the identity would lose the name\(names.count == 1 ? "" : "s") \(names.firstInQuotes)"
        case .noNameCovered: "the \"identity\" covers none of this server's names"
        case .documented: "the profile \"\(Profile.documented.rawValue)\" makes Firefox refuse this server"
        }
    }

    /// The line above all others of a question.
    var headline: String {
        switch self {
        case .newRootKey:
            "A ROOT WITH ANOTHER KEY. Every phone and browser refuses this server until it has this root."
        case .namesLost(let names) where names.count == 1:
            "A NAME IS LOST. Clients that use it will refuse this server:"
        case .namesLost(let names):
            "\(names.count) NAMES ARE LOST. Clients that use one of them will refuse this server:"
        case .noNameCovered: "NO NAME OF THIS SERVER IS COVERED. Every client that uses one will refuse it."
        case .documented: "FIREFOX REFUSES THIS SERVER. That follows from the profile as on Avaya's page."
        }
    }

    /// What to do: one sentence without a full stop.
    public var hint: String {
        switch self {
        case .newRootKey: "give this root to every phone and browser first"
        case .namesLost(let names):
            "remove \(names.count == 1 ? "it" : "them") only if no client uses \(names.count == 1 ? "it" : "them") any more"
        case .noNameCovered: "ask the authority for a certificate that covers them"
        case .documented: "use the profile \"\(Profile.interoperable.rawValue)\", unless no browser connects"
        }
    }
}
