/// The common names of the two certificates, within X.520's bound of 64 characters.
public struct CommonNames: Hashable, Sendable {
    /// X.520 ub-common-name.
    public static let bound = 64

    /// `ipoffice-root-<HostName>.avaya.com`.
    public let root: String
    /// `<HostName>`.
    public let identity: String

    /// The names for a host: where its full name does not fit, its first label is used; refused where not even that
    /// fits, with the number of characters that do.
    public init(hostName: HostName, naming: Naming) throws(Refusal) {
        func rootName(_ name: HostName) -> String { "\(naming[.rootPrefix])\(name).\(naming[.domain])" }
        let candidates = [hostName, hostName.firstLabel]
        guard let root = candidates.map(rootName).first(where: { $0.utf8.count <= Self.bound }) else {
            let room = Self.bound - naming[.rootPrefix].utf8.count - naming[.domain].utf8.count - 1
            throw Refusal(
                "\"\(hostName)\" is too long for the root's common name: its first label has "
                    + "\(hostName.firstLabel.text.utf8.count) characters, and \(max(room, 0)) are allowed",
                hint: room > 0
                    ? "use a first label of at most \(room) characters"
                    : "shorten the root prefix or the domain")
        }
        // The common name is read as a host name and ends up in a URI: it has to be one.
        do { _ = try HostName(root) } catch {
            throw Refusal(
                "\"\(root)\" cannot be the root's common name: \(error.problem)",
                hint: "shorten the host name, the root prefix or the domain")
        }
        self.root = root
        identity = candidates.map(\.text).first { $0.utf8.count <= Self.bound } ?? hostName.firstLabel.text
    }
}
