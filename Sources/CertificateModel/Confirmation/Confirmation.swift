/// Everything that an operator confirms before certificates are written, or made live again: one value for the screens, for
/// the questions line by line, and for commands.
///
/// Operations make it of what they prepared. Nothing is written without its ``Consent``.
public struct Confirmation: Hashable, Sendable {
    /// What is about to be done.
    public enum Act: Hashable, Sendable {
        /// Both certificates are issued, in the place of others or not.
        case ignition(isReplacing: Bool)
        /// A third party's set is written.
        case importing
        /// Certificates are issued again.
        case regeneration
        /// An earlier generation becomes live again.
        case rollback(to: Int)
    }

    /// The certificates that are live.
    public struct Live: Hashable, Sendable {
        let root, identity: CertificateContents
        /// The profile; nil where a third party issued them.
        public let profile: Profile?

        /// What is live.
        public init(root: CertificateContents, identity: CertificateContents, profile: Profile?) {
            self.root = root
            self.identity = identity
            self.profile = profile
        }
    }

    /// A certificate beside the live one of its kind.
    struct Member: Hashable, Sendable {
        enum Key: Hashable, Sendable {
            /// There is no other certificate to compare with.
            case first
            /// The certificate stays as it is.
            case unchanged
            case kept, new
        }

        let name: String
        let key: Key
        let end: Timestamp
    }

    /// What is about to be done.
    public let act: Act
    /// The host name of the server.
    public let hostName: String
    /// The profile of the certificates; nil where a third party issued them.
    public let profile: Profile?
    /// Every name of this server, and whether the identity covers it.
    public let coverage: [Coverage]
    /// The names of the identity that the live one has not.
    let gained: Set<GeneralName>
    /// The names of the identity that are no name of this server.
    let furtherNames: [GeneralName]
    let root, identity: Member
    /// Who refuses this server then, and what to do about it: a phrase each.
    public let refusers: [String]
    /// What was warned of since the start, a sentence each.
    public var warnings: [String]
    /// Why Enter is not enough; empty for the ordinary.
    public let dangers: [Danger]

    /// The confirmation of certificates for a server, in the place of those that are live.
    public init(
        _ act: Act, of server: ServerIdentity, root: CertificateContents, identity: CertificateContents,
        profile: Profile?, replacing live: Live?, warnings: [String]
    ) {
        let names = identity.subjectAlternativeNames?.value ?? []
        let coverage = Coverage.of(server, by: names)
        let own = Set(coverage.map(\.name))
        self.act = act
        hostName = server.hostName.value.text
        self.profile = profile
        self.coverage = coverage
        furtherNames = names.filter { !own.contains($0) }
        gained = live.map { Set(Difference.namesLost(from: identity, to: $0.identity)) } ?? []
        self.root = Member(root, beside: live?.root)
        self.identity = Member(identity, beside: live?.identity)
        self.warnings = warnings
        let lost = live.map { Difference.namesLost(from: $0.identity, to: identity) } ?? []
        dangers = Self.dangers(act, self.root, lost, coverage, profile, live)
        let uncovered = coverage.filter { $0.coveredBy == nil }.map(\.name).filter { !lost.contains($0) }
        refusers = [
            Self.refuser(act, self.root, live.map { ($0.root, root) }), Self.refuser(losing: lost),
            Self.refuser(lacking: uncovered), profile == .documented ? Self.refuserOfDocumented : nil,
        ].compactMap(\.self)
    }

    /// The confirmation of a third party's set, as it was judged.
    public init(importing judgement: Judgement, replacing live: Live? = nil, warnings: [String] = []) {
        self.init(
            .importing, of: judgement.server, root: judgement.set.root.contents,
            identity: judgement.set.identity.contents, profile: nil, replacing: live,
            warnings: warnings + judgement.warnings)
    }

    private static func dangers(
        _ act: Act, _ root: Member, _ lost: [GeneralName], _ coverage: [Coverage], _ profile: Profile?, _ live: Live?
    ) -> [Danger] {
        var dangers: [Danger] = []
        if act == .ignition(isReplacing: true) || root.key == .new { dangers.append(.newRootKey(root: root.name)) }
        if !lost.isEmpty { dangers.append(.namesLost(lost)) }
        if act == .importing, coverage.allSatisfy({ $0.coveredBy == nil }) { dangers.append(.noNameCovered) }
        // Where nothing is live that a rollback replaces, nobody accepts this server now.
        let isRescue = if case .rollback = act { live == nil } else { false }
        if profile == .documented, live?.profile != .documented, !isRescue { dangers.append(.documented) }
        return dangers
    }

    private static func refuser(
        _ act: Act, _ root: Member, _ roots: (old: CertificateContents, new: CertificateContents)?
    ) -> String? {
        switch (act, root.key) {
        case (_, .unchanged), (.rollback, .first): return nil
        case (.importing, .first), (.importing, .new):
            return "every client that does not trust the root \(VisibleText.quoted(root.name)): give it WebRootCA.pem"
        case (_, .first): return "every phone and browser until it trusts the new root: give it WebRootCA.pem"
        case (.rollback, .new):
            return
                "every phone and browser that has the present root only: give it the WebRootCA.pem of that generation"
        case (_, .new):
            return
                "every phone and browser that has the old root only: give it the new WebRootCA.pem; the old root stays "
                + "in trusted/"
        case (_, .kept): return roots.map { Difference.consequence(ofReplacing: $0.old, by: $0.new) }
        }
    }

    private static func refuser(losing lost: [GeneralName]) -> String? {
        lost.isEmpty ? nil : "clients that use \(listed(lost)): let them use another name of this server, or keep it"
    }

    private static func refuser(lacking uncovered: [GeneralName]) -> String? {
        uncovered.isEmpty
            ? nil : "clients that use \(listed(uncovered)): ask the authority for a certificate that covers it"
    }

    private static let refuserOfDocumented =
        "Firefox, and each client that takes no CA certificate as a server's: choose the profile \"Recommended\" for them"

    /// The first names in quotes.
    private static func listed(_ names: [GeneralName]) -> String {
        let more = names.count > 5 ? " and \(names.count - 5) more" : ""
        return names.prefix(5).map { "\"\($0.bareText)\"" }.joined(separator: ", ") + more
    }
}

extension Confirmation.Member {
    fileprivate init(_ contents: CertificateContents, beside live: CertificateContents?) {
        name = contents.subject.commonName ?? contents.subject.description
        end = contents.notAfter
        guard let live else {
            key = .first
            return
        }
        let identifiers = (live.subjectKeyIdentifier?.value, contents.subjectKeyIdentifier?.value)
        let isSameKey = identifiers.0 != nil && identifiers.0 == identifiers.1
        key = contents == live ? .unchanged : isSameKey ? .kept : .new
    }
}
