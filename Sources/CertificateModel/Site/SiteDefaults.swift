/// What the configuration of a site sets in place of the specification's defaults, where the operator answers nothing
/// else.
public struct SiteDefaults: Hashable, Sendable {
    /// What the distinguished names are made of.
    public var naming: Naming
    /// The profile, where the site names one.
    public var profile: Profile?

    /// Defaults of these parts; by default the specification's.
    public init(naming: Naming = Naming(), profile: Profile? = nil) {
        self.naming = naming
        self.profile = profile
    }
}
