/// A name that was asked for, granted, or both: what became of a signing request.
public struct GrantedName: Hashable, Sendable {
    /// The name.
    public let name: GeneralName
    /// Whether the request asked for it.
    public let isRequested: Bool
    /// Whether the certificate has it.
    public let isGranted: Bool

    /// Requested names in their order, then those that the authority added.
    public static func compare(requested: [GeneralName], granted: [GeneralName]) -> [GrantedName] {
        let (asked, given) = (Set(requested.map(\.compared)), Set(granted.map(\.compared)))
        return requested.map { GrantedName(name: $0, isRequested: true, isGranted: given.contains($0.compared)) }
            + granted.filter { !asked.contains($0.compared) }
            .map { GrantedName(name: $0, isRequested: false, isGranted: true) }
    }
}
