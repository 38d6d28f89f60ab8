/// The types of distinguished-name attributes that the program writes, with the short names of the specification.
public enum AttributeType: Hashable, Sendable {
    /// X.520 countryName.
    case country
    /// X.520 stateOrProvinceName.
    case state
    /// X.520 localityName.
    case locality
    /// X.520 organizationName.
    case organization
    /// X.520 organizationalUnitName.
    case organizationalUnit
    /// X.520 commonName.
    case commonName
    /// PKCS #9 emailAddress.
    case emailAddress
    /// Any other type, by its object identifier in dotted form.
    case other(String)

    /// The short name in the preview table: `S` for state, as the specification has it.
    public var shortName: String {
        switch self {
        case .country: "C"
        case .state: "S"
        case .locality: "L"
        case .organization: "O"
        case .organizationalUnit: "OU"
        case .commonName: "CN"
        case .emailAddress: "E"
        case .other(let identifier): identifier
        }
    }
}
