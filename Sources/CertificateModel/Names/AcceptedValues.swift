/// Names, addresses and parts of a naming that are taken although a present rule would refuse them, since an earlier one took them.
///
/// Rules get stricter, and a store that was written before has to be read. Every text must still have the
/// form of one.
public struct AcceptedValues: Sendable {
    private var isEverything = false
    private var hostNames: Set<HostName> = []
    private var addresses: Set<IPAddress> = []
    private var naming: Naming?

    private init() {}

    /// No value: what an operator enters is held to the present rules.
    public static let none = AcceptedValues()

    /// Every value: what a store holds was accepted when it was written.
    public static let everything = {
        var values = AcceptedValues()
        values.isEverything = true
        return values
    }()

    /// The values of a server: its own answers stay good for it.
    public init(of server: ServerIdentity) {
        hostNames = Set([server.hostName.value] + server.names.dns + server.names.sipDomains.map(\.domain))
        addresses = Set(server.addresses)
        naming = server.naming
    }

    func contains(_ name: HostName) -> Bool { isEverything || hostNames.contains(name) }
    func contains(_ address: IPAddress) -> Bool { isEverything || addresses.contains(address) }
    func contains(_ text: String, as part: Naming.Part) -> Bool {
        isEverything || text.lowercased() == naming?[part].lowercased()
    }
}
