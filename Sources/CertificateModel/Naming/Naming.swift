/// What the root's name and the identity's other attributes are made of; every value is a default that can be replaced.
///
/// The bounds are X.520's upper bounds as RFC 5280 appendix A.1 lists them.
public struct Naming: Hashable, Sendable {
    /// The parts, by the names that the answers file gives them.
    public enum Part: String, CaseIterable, Sendable {
        /// PKCS #9 emailAddress.
        case email
        /// organizationalUnitName.
        case unit
        /// organizationName.
        case organization
        /// localityName.
        case locality
        /// stateOrProvinceName.
        case state
        /// countryName: two letters.
        case country
        /// The domain at the end of the root's common name.
        case domain
        /// What the root's common name starts with.
        case rootPrefix = "root-prefix"

        /// The parts that are asked for: a signing request has no root.
        public static func asked(ofRoot isOfRoot: Bool) -> [Part] {
            allCases.filter { isOfRoot || ($0 != .domain && $0 != .rootPrefix) }
        }

        /// What an operator calls it.
        public var label: String {
            switch self {
            case .email: "Email"
            case .unit: "Unit"
            case .organization: "Organisation"
            case .locality: "Locality"
            case .state: "State"
            case .country: "Country"
            case .domain: "Domain"
            case .rootPrefix: "Root prefix"
            }
        }

        /// Whether an empty value leaves the attribute out of the names.
        public var mayBeEmpty: Bool {
            switch self {
            case .email, .unit, .locality, .state: true
            case .organization, .country, .domain, .rootPrefix: false
            }
        }

        /// The default of the specification.
        public var specified: String {
            switch self {
            case .email: "support@avaya.com"
            case .unit: "GCS"
            case .organization: "Avaya Inc"
            case .locality: "Basking Ridge"
            case .state: "New Jersey"
            case .country: "US"
            case .domain: "avaya.com"
            case .rootPrefix: "ipoffice-root-"
            }
        }
    }

    /// What follows from another naming of a server that has a root.
    public static let changeRemark =
        "The root is called by these names: a change makes a new root with a new key. Every phone and browser refuses "
        + "this server until it has the new root."

    private var values: [Part: String]

    /// The specification's defaults.
    public init() {
        values = Dictionary(uniqueKeysWithValues: Part.allCases.map { ($0, $0.specified) })
    }

    /// The value of a part.
    public subscript(part: Part) -> String { values[part] ?? part.specified }

    /// Replaces a part with what `text` writes; refused where it is too long or of the wrong form. Email, unit, locality and
    /// state may be empty: the attribute is then not in the name.
    public mutating func set(
        _ part: Part, to text: some StringProtocol, accepting accepted: AcceptedValues = .none
    ) throws(Refusal) {
        values[part] = try Self.parse(part, text, accepted)
    }

    private static func parse(
        _ part: Part, _ text: some StringProtocol, _ accepted: AcceptedValues
    ) throws(Refusal) -> String {
        let typed = text.trimmed
        if typed.isEmpty, part.mayBeEmpty { return "" }
        let isAccepted = accepted.contains(typed, as: part)
        switch part {
        case .email: return try NamingText.email(typed, isAccepted: isAccepted)
        case .unit, .organization:
            return try NamingText.directoryString(typed, as: part, bound: 64, isAccepted: isAccepted)
        case .locality, .state:
            return try NamingText.directoryString(typed, as: part, bound: 128, isAccepted: isAccepted)
        case .country: return try NamingText.country(typed, isAccepted: isAccepted)
        case .domain: return try HostName(typed, accepting: isAccepted ? .everything : .none).text
        case .rootPrefix: return try NamingText.rootPrefix(typed)
        }
    }
}
