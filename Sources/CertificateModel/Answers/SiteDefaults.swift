/// What the configuration of a site replaces in the specification's defaults, for everybody who answers nothing else.
public struct SiteDefaults: Hashable, Sendable {
    /// What the distinguished names are made of.
    public var naming: Naming
    /// The profile, where the site names one.
    public var profile: Profile?
    /// Where the certificates are served, as far as this program is to ask.
    public var endpoints: [PeerAddress]

    /// Defaults of these parts; by default the specification's.
    public init(naming: Naming = Naming(), profile: Profile? = nil, endpoints: [PeerAddress] = []) {
        self.naming = naming
        self.profile = profile
        self.endpoints = endpoints
    }

    /// The defaults that a configuration file sets: the table `naming`, `profile`, and `endpoints` of the table `serving`.
    public init(_ document: AnswersDocument) throws(Refusal) {
        let fields = try AnswersFields(document, known: AnswersKey.ofSite)
        naming = try fields.naming(replacing: Naming()).naming
        profile = try fields.text(.profile) { (text) throws(Refusal) in try Profile(name: text) }
        endpoints = try fields.list(.endpoints) { (text) throws(Refusal) in try PeerAddress(text) }
    }
}
