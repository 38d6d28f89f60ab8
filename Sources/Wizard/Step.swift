/// The screens of the wizard.
enum Step: CaseIterable, Hashable, Sendable {
    case welcome, server, addresses, names, authority
    /// The certificates that are issued here.
    case preview
    /// The files of a third party, the certificates in them, and what was found in those.
    case files, set, checks
    case done

    /// The screens in their order: what is asked about the server, then one of two ways to its certificates.
    static func path(importing: Bool) -> [Step] {
        [.welcome, .server, .addresses, .names, .authority] + (importing ? [.files, .set, .checks] : [.preview])
            + [.done]
    }

    /// What the title bar calls the screen.
    var title: String {
        switch self {
        case .welcome: "Welcome"
        case .server: "Server"
        case .addresses: "Addresses"
        case .names: "Names and naming"
        case .authority: "Authority"
        case .preview: "Preview"
        case .files: "Files"
        case .set: "Certificates"
        case .checks: "Checks"
        case .done: "Done"
        }
    }
}

extension State {
    /// The screens of the way that the operator chose.
    var path: [Step] { Step.path(importing: form.wantsImport) }

    /// The number of the screen in view among those with something to answer; nil for the last, which asks nothing.
    var stepNumber: (Int, of: Int)? {
        guard step != .done, let index = path.firstIndex(of: step) else { return nil }
        return (index + 1, path.count - 1)
    }

    var nextStep: Step? { path.firstIndex(of: step).flatMap { $0 + 1 < path.count ? path[$0 + 1] : nil } }
    var previousStep: Step? { path.firstIndex(of: step).flatMap { $0 > 0 ? path[$0 - 1] : nil } }
}
