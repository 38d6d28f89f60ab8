/// What a site configuration replaces of the specification's defaults.
public struct SiteDefaults: Hashable, Sendable {
    /// What the distinguished names are made of.
    public var naming = Naming()
    /// The profile, if the site prescribes one.
    public var profile: Profile?

    /// The specification's defaults.
    public init() {}

    /// The defaults that a site configuration gives; refused where a key is unknown or a value cannot be taken.
    public init(_ document: AnswersDocument) throws(Refusal) {
        let known = [AnswersKey.profile] + Naming.Part.allCases.map(AnswersKey.naming)
        let values = try AnswersValues(document, among: known)
        try values.override(&naming)
        profile = try values.value(.profile) { text throws(Refusal) in try Profile(name: text) }
    }
}
