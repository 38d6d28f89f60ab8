/// The screens of the wizard, in their order.
enum Step: Int, CaseIterable, Hashable, Sendable {
    case welcome, server, addresses, names, authority, preview, done

    /// What the title bar calls the screen.
    var title: String {
        switch self {
        case .welcome: "Welcome"
        case .server: "Server"
        case .addresses: "Addresses"
        case .names: "Names and naming"
        case .authority: "Authority"
        case .preview: "Preview"
        case .done: "Done"
        }
    }

    var next: Step? { Step(rawValue: rawValue + 1) }
    var previous: Step? { Step(rawValue: rawValue - 1) }
}
