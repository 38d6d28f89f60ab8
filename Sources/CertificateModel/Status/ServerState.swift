/// How an ignited server is at one moment: what it holds, what its host is called now, what is due, and how it is served.
///
/// The home screen shows it, `status` judges by it, and `renew` acts on it.
public struct ServerState: Hashable, Sendable {
    /// What the server is called.
    public let hostName: String
    /// The server as the store has it.
    public let server: ServerIdentity
    /// The folder of the store.
    public let store: String
    /// The file of the site configuration.
    public let siteFile: String
    /// The number of the live generation.
    public let generation: Int
    /// Whether a third party issued the certificates.
    public let isImported: Bool
    /// The profile that they were issued by; nil where they were imported.
    public let profile: String?
    /// How the certificates are.
    public let status: ServerStatus
    /// How many signing requests wait for their certificates.
    public let pendingRequests: Int
    /// When all this was found.
    public let now: Timestamp
    /// The names and addresses by which clients reach this host now, and whether the identity covers them.
    public let coverage: [Coverage]
    /// The names that the identity has and this host no longer has.
    public let absent: [AbsentName]
    /// Whether a renewal is due, and whether `renew` does it.
    public var renewal: RenewalOutlook
    /// That the clock is wrong; nil where it is plausible.
    public let clockWarning: String?

    /// Whether the live generation was handed to the servers that use it.
    public let handoff: HandoffState
    /// What is wrong with the files of the live generation, and what to do about it, in the words of the front end; nil
    /// where they are whole.
    public var damage: Refusal?

    /// Whether the deploy hooks of the live generation have not run yet, or have failed.
    public var owesHooks: Bool { status.lines.contains { $0.remedy == .runHooks } }

    /// A state of these parts.
    public init(
        hostName: String, server: ServerIdentity, store: String, siteFile: String, generation: Int, isImported: Bool,
        profile: String?,
        status: ServerStatus, pendingRequests: Int, now: Timestamp, coverage: [Coverage], absent: [AbsentName] = [],
        renewal: RenewalOutlook, clockWarning: String?, handoff: HandoffState = .done
    ) {
        self.hostName = hostName
        self.server = server
        self.store = store
        self.siteFile = siteFile
        self.generation = generation
        self.isImported = isImported
        self.profile = profile
        self.status = status
        self.pendingRequests = pendingRequests
        self.now = now
        self.coverage = coverage
        self.absent = absent
        self.renewal = renewal
        self.clockWarning = clockWarning
        self.handoff = handoff
    }
}
