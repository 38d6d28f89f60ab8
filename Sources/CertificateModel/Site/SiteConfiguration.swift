/// What the configuration of a site says: the defaults of its answers, and how its certificates are kept current.
public struct SiteConfiguration: Hashable, Sendable {
    /// What replaces the specification's defaults.
    public var defaults = SiteDefaults()
    /// The endpoints that are asked which certificate they serve.
    public var endpoints: [PeerAddress] = []
    /// Whether the previous generation becomes live again where an endpoint does not serve the new one.
    public var rollsBackIfUnproven = false
    /// How many seconds the endpoints have to serve the new identity.
    public var proofTimeout = 30
    /// Whether `renew` renews what is due; otherwise it only warns.
    public var renewsAutomatically = true
    /// How many seconds each deploy hook has.
    public var hookTimeout = 60
    /// How many generations are kept.
    public var generationsKept = 10

    /// What holds where nothing is configured.
    public init() {}

    /// What a configuration file says.
    public init(_ document: SettingsDocument) throws(Refusal) {
        _ = try document.read(Self.keys, into: &self)
    }

    /// The keys of a configuration file.
    static let keys: [SettingsKey<SiteConfiguration>] =
        [.profile(\.defaults.profile)] + Naming.Part.allCases.map { .naming($0, \.defaults.naming) } + [
            .list(
                "serving.endpoints", parse: PeerAddress.init(_:), set: { $0.endpoints = $1 },
                value: { $0.endpoints.map(\.description) }),
            .flag("serving.rollback-if-unproven", \.rollsBackIfUnproven),
            .number("serving.proof-timeout", in: 1...3600, \.proofTimeout),
            .flag("renewal.automatic", \.renewsAutomatically),
            .number("hooks.timeout", in: 1...3600, \.hookTimeout),
            .number("history.keep", in: 2...10_000, \.generationsKept),
        ]
}
