import CertificateStore
public import CertificateModel
public import Operations

/// The sentences of an error on screens: their hints name keys, not options of a command.
extension OperationError {
    /// The two sentences on the wizard's screens.
    public var inWizard: Refusal {
        switch self {
        case .alreadyIgnited:
            Refusal(problem, hint: "leave with ^X, and start keyturn again: another console was faster")
        case .notPrepared: Refusal(problem, hint: "go back with Esc and open the preview again")
        default: refusal
        }
    }

    /// The two sentences on the home screen and on those that it opens.
    public var atHome: Refusal {
        switch self {
        case .imported:
            Refusal(problem, hint: "ask their certificate authority for new ones: i on the home screen says how")
        case .rootKeyAbsent:
            Refusal(problem, hint: "put a copy of root.key back, or choose the root with a new key")
        case .rootExpired: Refusal(problem, hint: "regenerate it first: choose the root")
        case .alreadyLive: Refusal(problem, hint: "look at the history again with u")
        case .notPrepared: Refusal(problem, hint: "go back with Esc, and look again: something has changed meanwhile")
        case .noneLive: Refusal(problem, hint: "list the generations with h: the link \"live\" of the store is gone")
        case .store(let error) where error.isOfLive:
            Refusal(problem, hint: "list the generations with h, and make one live again; or run \"keyturn adopt\"")
        case .store(let error) where error.isMendedByAnOlderGeneration:
            Refusal(problem, hint: "restore it from a copy, or press h and make an earlier generation live again")
        default: refusal
        }
    }

    /// The two sentences in a review.
    public var inReview: Refusal { refusal }
}
