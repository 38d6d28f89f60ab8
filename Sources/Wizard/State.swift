public import CertificateModel
public import ScreenKit

/// Everything that the wizard knows; a picture of it is `view()`, and what an event makes of it is `update`.
public struct State: Hashable, Sendable {
    /// How far the certificates have come.
    enum Progress: Hashable, Sendable {
        /// Nothing was asked of the engine.
        case idle
        /// The engine is making keys or signing.
        case preparing
        /// Signed or read, in memory, as the preview shows.
        case prepared
        /// Being written.
        case writing
        /// On the disk, and told to the servers, as far as those steps say.
        case handingOff(Commitment, [HandoffStep])
        /// On the disk, and this became of telling the servers.
        case written(Commitment, HandoffOutcome)
    }

    /// The answer of reverse DNS for an address.
    enum ReverseName: Hashable, Sendable {
        case asked
        case answered(HostName?)
    }

    var size: Size
    let glyphs: Glyphs
    let store: String

    var step = Step.welcome
    var form: Form
    var focus: [Step: FieldName] = [:]
    var overlay: Overlay?
    /// The first line in view of a screen without fields.
    var scroll = 0
    /// A sentence about the last thing that was tried.
    var notice: String?

    var host: HostFacts?
    var reverseNames: [IPAddress: ReverseName] = [:]
    /// Whether the preview is to open as soon as reverse DNS has answered.
    var isWaitingForNames = false

    var profile: Profile
    var plan: Plan?
    var preparation: Preparation?
    var progress = Progress.idle
    var shownKind = CertificateKind.root
    var imported = Import()
    var selectedRow = 0

    /// The wizard for an empty store, with the site's defaults in its fields.
    public init(
        size: Size, glyphs: Glyphs, store: String, naming: Naming = Naming(), profile: Profile = .interoperable
    ) {
        self.size = size
        self.glyphs = glyphs
        self.store = store
        self.profile = profile
        form = Form(naming: naming)
    }

    /// Whether certificates are being written, or the servers told of them, which nothing may interrupt.
    public var isWriting: Bool {
        switch progress {
        case .writing, .handingOff: true
        case .idle, .preparing, .prepared, .written: false
        }
    }

    /// The field that takes what is typed.
    var focused: FieldName? { focus[step] ?? FieldName.fields(of: step).first }

    /// The table in view: decoded from what was signed or read, or computed from the plan until that is there.
    var table: FieldTable? {
        if step == .set { return imported.certificate?.table }
        if let preparation { return shownKind == .root ? preparation.root : preparation.identity }
        return plan.map { shownKind == .root ? .root(of: $0) : .identity(of: $0) }
    }

    /// What reverse DNS says of a port's first address: nil while it is still asked.
    func reverseName(of port: LANPort) -> ReverseName {
        guard let address = port.addresses.first else { return .answered(nil) }
        return reverseNames[address] ?? .answered(nil)
    }
}
