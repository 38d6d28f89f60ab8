/// What a regeneration changes: shown before it is written, so that no name is lost unnoticed.
public struct Difference: Hashable, Sendable {
    /// A field that changes.
    public struct Change: Hashable, Sendable {
        /// Which certificate it is of.
        public let kind: CertificateKind
        /// What it is: `Serial Number`, `Key`.
        public let what: String
        /// What it was, and what it becomes.
        public let before, after: String
    }

    /// The names that the identity did not have.
    public let namesGained: [GeneralName]
    /// The names that it no longer has: clients that use them will refuse the server.
    public let namesLost: [GeneralName]
    /// What names follow that follow the host; the others were given.
    public let follows: [GeneralName: String]
    /// The fields that change, the root's first.
    public let changes: [Change]
    /// What the operator has to do, or to know, a sentence each.
    public let consequences: [String]

    /// What every change needs, unless deploy hooks do it.
    public static let serversHaveToRead = "servers have to read their files again"

    /// The names that one identity has and another one has not, in its order.
    static func namesGained(from old: CertificateContents, to new: CertificateContents) -> [GeneralName] {
        let known = Set(old.names.map(\.compared))
        return new.names.filter { !known.contains($0.compared) }
    }

    /// The names that one identity has and another one does not cover, in its order: a wildcard keeps a DNS name, and a DNS
    /// name may keep a SIP domain.
    public static func namesLost(from old: CertificateContents, to new: CertificateContents) -> [GeneralName] {
        let gone = namesGained(from: new, to: old)
        return Coverage.of(gone, as: "", by: new.names).filter { $0.coveredBy == nil }.map(\.name)
    }

    /// The difference between the certificates that are live and those to come by this clock, of the server as it was and
    /// as it is.
    public init(
        root oldRoot: CertificateContents, identity old: CertificateContents, toRoot newRoot: CertificateContents,
        identity new: CertificateContents, at clock: IgnitionClock, of servers: [ServerIdentity] = []
    ) {
        var follows: [GeneralName: String] = [:]
        for server in servers {
            for name in server.subjectAlternativeNames { follows[name] = server.origin(of: name).followed }
        }
        self.follows = follows
        namesGained = Self.namesGained(from: old, to: new)
        namesLost = Self.namesLost(from: old, to: new)
        let isSameRoot = oldRoot == newRoot
        changes =
            (isSameRoot ? [] : Self.changes(.root, oldRoot, newRoot)) + Self.changes(.identity, old, new)
        var consequences: [String] = []
        if !newRoot.hasSameKey(as: oldRoot) {
            consequences.append(
                "give the new root (WebRootCA.pem) to every phone and browser: until they trust it, they refuse this "
                    + "server; the old root stays in trusted/")
        } else if !isSameRoot,
            let consequence = Self.consequence(ofReplacing: "the old root", oldRoot, by: Self.newRoot, newRoot, clock)
        {
            consequences.append(consequence)
        }
        for name in namesLost {
            consequences.append("clients that use \"\(name.bareText)\" will refuse this server")
        }
        if new.isAuthority, !old.isAuthority {
            consequences.append(
                "Firefox, and each client that takes no CA certificate as a server's, will refuse this server")
        }
        consequences.append(Self.serversHaveToRead)
        self.consequences = consequences
    }

    /// What a sentence calls the root that is issued or imported.
    static let newRoot = "the new root (WebRootCA.pem)"

    /// What clients have to be given where another root with the same key takes the place of one; nil for nothing. `former`
    /// and `later` are what the sentence calls the two. A clock that is plainly wrong says nothing of their dates.
    static func consequence(
        ofReplacing former: String, _ old: CertificateContents, by later: String, _ new: CertificateContents,
        _ clock: IgnitionClock
    ) -> String? {
        if clock.isPlausible, old.notAfter < clock.reading {
            return "\(former) expired at \(old.notAfter), and no client trusts this server any more: give \(later) to "
                + "every client"
        }
        if clock.isPlausible, clock.reading < old.notBefore {
            return "clients refuse \(former) before \(old.notBefore): give \(later) to every client"
        }
        guard old.notAfter < new.notAfter else { return nil }
        return "clients that trust \(former) trust this server until that root expires at \(old.notAfter): give them "
            + "\(later) before"
    }

    private static func changes(
        _ kind: CertificateKind, _ old: CertificateContents, _ new: CertificateContents
    ) -> [Change] {
        func change(_ what: String, _ before: String?, _ after: String?) -> Change? {
            before == after ? nil : Change(kind: kind, what: what, before: before ?? "", after: after ?? "")
        }
        func change(_ field: CertificateField) -> Change? {
            change(
                field.rawValue, FieldText.of(field, old, kind: kind).contents,
                FieldText.of(field, new, kind: kind).contents)
        }
        return [
            change("Serial Number", old.serial.value?.description, new.serial.value?.description),
            change("Subject", old.subject.description, new.subject.description),
            change("Issuer", old.issuer.description, new.issuer.description),
            change("Valid From", old.notBefore.description, new.notBefore.description),
            change("Valid To", old.notAfter.description, new.notAfter.description),
            change(.basicConstraints), change(.keyUsage),
            Change(kind: kind, what: "Key", before: "", after: new.hasSameKey(as: old) ? "kept" : "new"),
        ].compactMap(\.self)
    }
}

extension CertificateContents {
    fileprivate var names: [GeneralName] { subjectAlternativeNames?.value ?? [] }
}
