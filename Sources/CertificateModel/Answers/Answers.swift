/// What an operator answers, in the wizard or in a file: everything that an ignition has to be told.
///
/// What is nil was not answered, and follows from the host and the defaults.
public struct Answers: Hashable, Sendable {
    /// What the server is for.
    public var role: ServerRole
    /// Its host name, where one was entered.
    public var hostName: HostName?
    /// The addresses of LAN1; nil where it has none.
    public var lan1: LANPort? { didSet { lan1 = Self.given(lan1) } }
    /// The addresses of LAN2; nil where it has none.
    public var lan2: LANPort? { didSet { lan2 = Self.given(lan2) } }
    /// Names beyond those that follow from the host name and the addresses.
    public var names: AdditionalNames
    /// What the distinguished names are made of.
    public var naming: Naming
    /// Which reading of the specification to follow; nil leaves it to the command line and its default.
    public var profile: Profile?
    /// Where the certificates come from.
    public var source: CertificateSource
    /// What was changed in the answers on the way here, a sentence each, such as a final dot left out.
    public var remarks: [String]

    /// Answers of these parts; by default those of an operator who says nothing.
    public init(
        role: ServerRole = .primary, hostName: HostName? = nil, lan1: LANPort? = nil, lan2: LANPort? = nil,
        names: AdditionalNames = AdditionalNames(), naming: Naming = Naming(), profile: Profile? = nil,
        source: CertificateSource = .selfSigned, remarks: [String] = []
    ) {
        self.role = role
        self.hostName = hostName
        self.lan1 = Self.given(lan1)
        self.lan2 = Self.given(lan2)
        self.names = names
        self.naming = naming
        self.profile = profile
        self.source = source
        self.remarks = remarks
    }

    /// A port without addresses counts as not given.
    private static func given(_ port: LANPort?) -> LANPort? { port?.isEmpty == true ? nil : port }
}
