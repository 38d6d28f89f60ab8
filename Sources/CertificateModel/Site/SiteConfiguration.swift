/// What the configuration of a site says: the defaults of its answers, and how its certificates are kept current.
public struct SiteConfiguration: Hashable, Sendable {
    /// What replaces the specification's defaults.
    public var defaults = SiteDefaults()
    /// Where the certificates are served, as far as this program is to ask.
    public var endpoints: [PeerAddress] = []
    /// Whether the previous generation becomes live again where an endpoint does not serve the new one.
    public var rollsBackIfUnproven = false
    /// How many seconds the endpoints have to serve the new identity.
    public var proofTimeout = 30
    /// Whether `renew` issues certificates anew; otherwise it only warns.
    public var renewsAutomatically = true
    /// How many seconds each deploy hook has.
    public var hookTimeout = 60
    /// How many generations are kept.
    public var generationsKept = 10

    /// What holds where nothing is configured.
    public init() {}

    /// What a configuration file says: the table `naming`, `profile`, and the tables `serving`, `renewal`, `hooks` and
    /// `history`.
    public init(_ document: AnswersDocument) throws(Refusal) {
        let fields = try AnswersFields(document, known: AnswersKey.ofSite)
        defaults = SiteDefaults(
            naming: try fields.naming(replacing: Naming()).naming,
            profile: try fields.text(.profile) { (text) throws(Refusal) in try Profile(name: text) })
        endpoints = try fields.list(.endpoints) { (text) throws(Refusal) in try PeerAddress(text) }
        rollsBackIfUnproven = try fields.flag(.rollbackIfUnproven) ?? rollsBackIfUnproven
        proofTimeout = try fields.number(.proofTimeout, in: 1...3600) ?? proofTimeout
        renewsAutomatically = try fields.flag(.renewAutomatically) ?? renewsAutomatically
        hookTimeout = try fields.number(.hookTimeout, in: 1...3600) ?? hookTimeout
        generationsKept = try fields.number(.generationsKept, in: 2...10_000) ?? generationsKept
    }
}
