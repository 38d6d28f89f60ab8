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

    /// The names that one identity has and another one does not cover, in its order: a wildcard keeps a DNS name.
    public static func namesLost(from old: CertificateContents, to new: CertificateContents) -> [GeneralName] {
        let kept = Set(new.names.map(\.compared))
        let gone = old.names.filter { !kept.contains($0.compared) }
        return Coverage.of(gone, as: "", by: new.names).filter { !$0.isByWildcard }.map(\.name)
    }

    /// The difference between the certificates that are live and those to come, of the server as it was and as it is.
    public init(
        root oldRoot: CertificateContents, identity old: CertificateContents, toRoot newRoot: CertificateContents,
        identity new: CertificateContents, of servers: [ServerIdentity] = []
    ) {
        var follows: [GeneralName: String] = [:]
        for server in servers {
            for name in server.subjectAlternativeNames { follows[name] = server.origin(of: name).followed }
        }
        self.follows = follows
        namesGained = Self.namesLost(from: new, to: old)
        namesLost = Self.namesLost(from: old, to: new)
        let isSameRoot = oldRoot == newRoot
        let isSameRootKey = oldRoot.subjectKeyIdentifier == newRoot.subjectKeyIdentifier
        changes =
            (isSameRoot ? [] : Self.changes(.root, oldRoot, newRoot)) + Self.changes(.identity, old, new)
        var consequences: [String] = []
        if !isSameRootKey {
            consequences.append(
                "give the new root (WebRootCA.pem) to every phone and browser: until they trust it, they refuse this "
                    + "server; the old root stays in trusted/")
        } else if !isSameRoot {
            consequences.append(Self.consequence(ofReplacing: oldRoot, by: newRoot))
        }
        for name in namesLost {
            consequences.append("clients that use \"\(name.bareText)\" will refuse this server")
        }
        consequences.append(Self.serversHaveToRead)
        self.consequences = consequences
    }

    /// What clients have to be given when a root is replaced that keeps its key.
    static func consequence(
        ofReplacing old: CertificateContents, by new: CertificateContents
    ) -> String {
        // A new certificate is valid from a day ago.
        let now = new.notBefore.adding(seconds: 86_400)
        if old.notAfter < now {
            return
                "the old root expired at \(old.notAfter), and no client trusts this server any more: give the new root "
                + "(WebRootCA.pem) to every client"
        }
        if now < old.notBefore {
            return
                "clients refuse the old root before \(old.notBefore): give the new root (WebRootCA.pem) to every client"
        }
        return
            "clients that trust the old root trust this server until that root expires at \(old.notAfter): give them "
            + "the new root (WebRootCA.pem) before"
    }

    private static func changes(
        _ kind: CertificateKind, _ old: CertificateContents, _ new: CertificateContents
    ) -> [Change] {
        func change(_ what: String, _ before: String?, _ after: String?) -> Change? {
            before == after ? nil : Change(kind: kind, what: what, before: before ?? "", after: after ?? "")
        }
        let isSameKey = old.subjectKeyIdentifier == new.subjectKeyIdentifier
        return [
            change("Serial Number", old.serial.value?.description, new.serial.value?.description),
            change("Subject", old.subject.description, new.subject.description),
            change("Issuer", old.issuer.description, new.issuer.description),
            change("Valid From", old.notBefore.description, new.notBefore.description),
            change("Valid To", old.notAfter.description, new.notAfter.description),
            Change(kind: kind, what: "Key", before: "", after: isSameKey ? "kept" : "new"),
        ].compactMap(\.self)
    }
}

extension CertificateContents {
    fileprivate var names: [GeneralName] { subjectAlternativeNames?.value ?? [] }
}
