/// What an operator answers, in the wizard or in a file: everything that an ignition has to be told.
///
/// What is nil was not answered, and follows from the host and the defaults.
public struct Answers: Hashable, Sendable {
    /// What the server is for.
    public var role: ServerRole
    /// Its host name, where one was entered.
    public var hostName: HostName?
    /// The addresses that were given for LAN1; nil where none were.
    public var lan1: LANPort? { didSet { lan1 = Self.given(lan1) } }
    /// The addresses that were given for LAN2; nil where none were.
    public var lan2: LANPort? { didSet { lan2 = Self.given(lan2) } }
    /// The ports that LAN1 and LAN2 were given as, in the place of addresses.
    public var lan1Port, lan2Port: PortChoice?
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
        lan1Port: PortChoice? = nil, lan2Port: PortChoice? = nil,
        names: AdditionalNames = AdditionalNames(), naming: Naming = Naming(), profile: Profile? = nil,
        source: CertificateSource = .selfSigned, remarks: [String] = []
    ) {
        self.role = role
        self.hostName = hostName
        self.lan1 = Self.given(lan1)
        self.lan2 = Self.given(lan2)
        self.lan1Port = lan1Port
        self.lan2Port = lan2Port
        self.names = names
        self.naming = naming
        self.profile = profile
        self.source = source
        self.remarks = remarks
    }

    /// A port without addresses counts as not given.
    private static func given(_ port: LANPort?) -> LANPort? { port?.isEmpty == true ? nil : port }
}
