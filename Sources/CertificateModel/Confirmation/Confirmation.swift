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
    /// The names of the identity that the live one has not, as clients compare them.
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

    /// The confirmation of certificates for a server by this clock, in the place of those that are live.
    public init(
        _ act: Act, of server: ServerIdentity, root: CertificateContents, identity: CertificateContents,
        profile: Profile?, replacing live: Live?, at clock: IgnitionClock, warnings: [String]
    ) {
        let names = identity.subjectAlternativeNames?.value ?? []
        let coverage = Coverage.of(server, by: names)
        let own = Set(coverage.map(\.name.compared))
        self.act = act
        hostName = server.hostName.value.text
        self.profile = profile
        self.coverage = coverage
        furtherNames = names.filter { !own.contains($0.compared) }
        gained = live.map { Set(Difference.namesGained(from: $0.identity, to: identity).map(\.compared)) } ?? []
        self.root = Member(root, beside: live?.root)
        self.identity = Member(identity, beside: live?.identity)
        self.warnings = warnings
        let lost = live.map { Difference.namesLost(from: $0.identity, to: identity) } ?? []
        dangers = Self.dangers(act, self.root, lost, coverage, profile, live)
        let gone = Set(lost.map(\.compared))
        let uncovered = coverage.filter { $0.coveredBy == nil && !gone.contains($0.name.compared) }.map(\.name)
        refusers = [
            Self.refuser(act, self.root, live.map { ($0.root, root) }, clock), Self.refuser(losing: lost),
            Self.refuser(lacking: uncovered), profile == .documented ? Self.refuserOfDocumented : nil,
        ].compactMap(\.self)
    }

    /// A sentence for each name that the identity loses: a warning for who was not asked.
    public var losses: [String] {
        dangers.flatMap { danger in
            guard case .namesLost(let names) = danger else { return [String]() }
            return names.map { "the identity no longer has the name \"\($0.bareText)\"" }
        }
    }

    /// The confirmation of a third party's set, as it was judged.
    public init(importing judgement: Judgement, replacing live: Live? = nil, warnings: [String]) {
        self.init(
            .importing, of: judgement.server, root: judgement.set.root.contents,
            identity: judgement.set.identity.contents, profile: nil, replacing: live,
            at: judgement.clock, warnings: warnings + judgement.warnings)
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
        _ act: Act, _ root: Member, _ roots: (old: CertificateContents, new: CertificateContents)?,
        _ clock: IgnitionClock
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
        case (.rollback, .kept):
            return roots.flatMap {
                Difference.consequence(
                    ofReplacing: "the present root", $0.old, by: "the WebRootCA.pem of that generation", $0.new, clock)
            }
        case (_, .kept):
            return roots.flatMap {
                Difference.consequence(ofReplacing: "the old root", $0.old, by: Difference.newRoot, $0.new, clock)
            }
        }
    }

    private static func refuser(losing lost: [GeneralName]) -> String? {
        lost.isEmpty
            ? nil : "clients that use \(lost.firstInQuotes): let them use another name of this server, or keep it"
    }

    private static func refuser(lacking uncovered: [GeneralName]) -> String? {
        uncovered.isEmpty
            ? nil : "clients that use \(uncovered.firstInQuotes): ask the authority for a certificate that covers it"
    }

    private static let refuserOfDocumented =
        "Firefox, and each client that takes no CA certificate as a server's: choose the profile \"Recommended\" for them"
}

extension Confirmation.Member {
    fileprivate init(_ contents: CertificateContents, beside live: CertificateContents?) {
        name = contents.subject.commonName ?? contents.subject.description
        end = contents.notAfter
        guard let live else {
            key = .first
            return
        }
        key = contents == live ? .unchanged : contents.hasSameKey(as: live) ? .kept : .new
    }
}
