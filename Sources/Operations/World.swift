public import CertificateEngine
public import CertificateModel
public import Host
import Synchronization

/// What operations find around them: the host, its clock, its name server and its peers, and who acts.
///
/// It holds what a test has to set, and nothing else: the store, the engine and the files that an operator names are real
/// everywhere. `World.real` is this host.
public struct World: Sendable {
    /// What the clock says, to the second.
    public var now: @Sendable () -> Timestamp
    /// Whether the clock is synchronised; nil where the kernel does not say.
    public var isClockSynchronized: @Sendable () -> Bool?
    /// A new private key. Making one takes a noticeable fraction of a second.
    public var newKey: @Sendable () throws(OpenSSLError) -> PrivateKey
    /// The ports of this host and their addresses as they are at this moment, with the clock that is given.
    public var ports: @Sendable (_ clock: IgnitionClock) -> HostFacts
    /// The names that reverse DNS gives for an address; none where it gives none in time.
    public var namesOfAddress: @Sendable (IPAddress) -> [HostName]
    /// The folders from which an operator may take files.
    public var places: @Sendable () -> [Place]
    /// Asks a TLS server which certificates it serves: for this server name, and to start TLS in this protocol, where they
    /// are given. Blocks for no longer than the time that it is given.
    public var askPeer: @Sendable (PeerAddress, HostName?, StartTLS?, Duration) throws(PeerError) -> PeerReply
    /// The roots that this system trusts; nil where there are none.
    public var systemTrust: @Sendable () -> TrustedBundle?
    /// Runs one deploy hook with these variables for so many seconds at most; blocks until it has ended.
    public var runHook: @Sendable (HookFolder.Hook, _ variables: [String: String], _ seconds: Int) -> HookOutcome
    /// Serves files to clients over HTTP for so many seconds, in a process of its own that holds no key. Blocks until it does.
    public var servePage:
        @Sendable (PageEndpoint, [PublicFile: [UInt8]], _ seconds: Int64) throws(PageFailure) -> ServedPage
    /// Who acts.
    public var `operator`: @Sendable () -> Operator
    /// The id of this machine (machine-id(5)); nil where it has none that lasts.
    public var machineID: @Sendable () -> String?
    /// The value of an environment variable; nil where it is unset or empty (environ(7)).
    public var environment: @Sendable (_ name: String) -> String?
    /// The current folder; nil where it was removed.
    public var currentFolder: @Sendable () -> String?
    /// Whether whoever acts has logged in.
    public var hasLogin: @Sendable () -> Bool

    /// A world of these parts.
    public init(
        now: @escaping @Sendable () -> Timestamp,
        isClockSynchronized: @escaping @Sendable () -> Bool?,
        newKey: @escaping @Sendable () throws(OpenSSLError) -> PrivateKey,
        ports: @escaping @Sendable (_ clock: IgnitionClock) -> HostFacts,
        namesOfAddress: @escaping @Sendable (IPAddress) -> [HostName],
        places: @escaping @Sendable () -> [Place],
        askPeer: @escaping @Sendable (PeerAddress, HostName?, StartTLS?, Duration) throws(PeerError) -> PeerReply,
        systemTrust: @escaping @Sendable () -> TrustedBundle?,
        runHook: @escaping @Sendable (HookFolder.Hook, _ variables: [String: String], _ seconds: Int) -> HookOutcome,
        servePage:
            @escaping @Sendable (PageEndpoint, [PublicFile: [UInt8]], _ seconds: Int64) throws(PageFailure)
            -> ServedPage,
        operator: @escaping @Sendable () -> Operator,
        machineID: @escaping @Sendable () -> String?,
        environment: @escaping @Sendable (_ name: String) -> String?,
        currentFolder: @escaping @Sendable () -> String?,
        hasLogin: @escaping @Sendable () -> Bool = { true }
    ) {
        self.now = now
        self.isClockSynchronized = isClockSynchronized
        self.newKey = newKey
        self.ports = ports
        self.namesOfAddress = namesOfAddress
        self.places = places
        self.askPeer = askPeer
        self.systemTrust = systemTrust
        self.runHook = runHook
        self.servePage = servePage
        self.operator = `operator`
        self.machineID = machineID
        self.environment = environment
        self.currentFolder = currentFolder
        self.hasLogin = hasLogin
    }

    /// Which files whoever acts may name. Without a login, the console may be anybody's.
    public var reach: FileReach { hasLogin() ? .everywhere : .media }

    /// The clock as it is at this moment.
    public func clock() -> IgnitionClock { IgnitionClock(reading: now(), isSynchronized: isClockSynchronized()) }

    /// The ports and the clock, both as they are at this moment.
    public func facts() -> HostFacts { ports(clock()) }

    /// The same world for one run of a command: its ports and its name server are asked once, so that all that the run does
    /// and says rests on one reading.
    public func readOnce() -> World {
        let known = Mutex<(facts: HostFacts?, names: [IPAddress: [HostName]])>((nil, [:]))
        var world = self
        world.ports = { [ports] clock in
            known.withLock { known in
                if let facts = known.facts {
                    return HostFacts(interfaces: facts.interfaces, clock: clock, name: facts.name)
                }
                let facts = ports(clock)
                known.facts = facts
                return facts
            }
        }
        world.namesOfAddress = { [namesOfAddress] address in
            known.withLock { known in
                if let names = known.names[address] { return names }
                let names = namesOfAddress(address)
                known.names[address] = names
                return names
            }
        }
        return world
    }

    /// Whether this run was started by a deploy hook of another one.
    var isInsideHook: Bool { environment("KEYTURN_GENERATION") != nil }

    /// A path that leads to the same place from every folder.
    func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = currentFolder() else { return path }
        return "\(folder)/\(path)"
    }
}
