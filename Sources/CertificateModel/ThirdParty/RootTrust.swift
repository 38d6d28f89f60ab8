/// By whom a root is trusted.
public enum RootTrust: Hashable, Sendable {
    /// The operator brings it together with the certificate: in the set that is imported, in the file that is reviewed.
    case set
    /// The operator gives it in this file.
    case file(String)
    /// The store has it in its folder `trusted`, or in a generation.
    case store
    /// The system has it in this bundle.
    case system(String)

    /// The words behind the name of the root in a sentence; empty where the root is part of what the sentence is about.
    var words: String {
        switch self {
        case .set: ""
        case .file(let name): ", which is given in \(VisibleText.quoted(name))"
        case .store: ", which this server trusts"
        case .system(let bundle): ", which this system trusts (\(VisibleText.quoted(bundle)))"
        }
    }
}
