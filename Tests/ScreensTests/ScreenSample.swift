import CertificateModel
import ScreenKit

@testable import Screens

/// A viewer to press keys of, and entries to give it.
enum ScreenSample {
    static let now = Timestamp(secondsSinceEpoch: 1_803_893_400)

    /// The list of certificates, and how many it has.
    static func list(_ size: Size = Size(columns: 80, rows: 24), entries: Int = 0) -> State {
        var state = State(reviewing: "a.pem", size: size, glyphs: .unicode, now: now)
        if entries > 0 { _ = state.update(.counted(entries, isAll: true)) }
        return state
    }

    /// The home screen before the server was looked at.
    static func home(_ size: Size = Size(columns: 80, rows: 24)) -> State {
        State(homeOf: "/var/lib/keyturn", size: size, glyphs: .unicode, now: now, sources: "a.pem")
    }

    static func summaries(_ range: Range<Int>) -> [EntrySummary] {
        range.map { index in
            EntrySummary(
                subject: "Host \(index).example.com", issuer: "Example Issuing CA \(index % 7)",
                notBefore: now.adding(seconds: -86_400),
                notAfter: now.adding(seconds: Int64(index % 900) * 86_400 + 60),
                source: "archive-\(index / 100).pem")
        }
    }

    static let server: ServerIdentity = {
        guard let name = try? HostName("ipo1.example.com"), let address = try? IPv4Address("192.168.42.1") else {
            preconditionFailure("the sample is no server")
        }
        return ServerIdentity(hostName: ResolvedHostName(name, from: .entered), lan1: LANPort(ipv4: address))
    }()

    static func facts(
        _ severity: ServerStatus.Severity = .ok, _ now: Timestamp = now, isImported: Bool = false,
        isAutomatic: Bool = true, remedy: ServerStatus.Remedy? = nil
    ) -> ServerState {
        ServerState(
            hostName: "ipo1.example.com", server: server, store: "/var/lib/keyturn",
            siteFile: "/etc/keyturn/keyturn.toml",
            generation: 4, isImported: isImported, profile: "interoperable",
            status: ServerStatus(
                .init(
                    "identity", severity, "it is so", advice: severity == .ok ? nil : "do something about it",
                    remedy: remedy)),
            pendingRequests: 0, now: now, coverage: [],
            renewal: RenewalOutlook(
                reasons: [], dueAt: now.adding(years: 1), end: now.adding(years: 2), isAutomatic: isAutomatic),
            clockWarning: nil)
    }

    /// What was prepared under a number, of which these names would be lost.
    static func preview(_ id: Int, losing lost: [GeneralName] = []) -> RegenerationPreview {
        var old = contents
        old.subjectAlternativeNames = .init([.dns("ipo1.example.com")] + lost, critical: false)
        var new = contents
        new.subjectAlternativeNames = .init([.dns("ipo1.example.com")], critical: false)
        return RegenerationPreview(
            id: id,
            difference: Difference(
                root: contents, identity: old, toRoot: contents, identity: new, at: IgnitionClock(reading: now)),
            root: nil,
            identity: FieldTable(.identity, new), profile: .interoperable,
            confirmation: confirmation(.regeneration, from: old, to: new))
    }

    private static func confirmation(
        _ act: Confirmation.Act, from old: CertificateContents, to new: CertificateContents, warnings: [String] = []
    ) -> Confirmation {
        Confirmation(
            act, of: server, root: contents, identity: new, profile: .interoperable,
            replacing: .init(root: contents, identity: old, profile: .interoperable),
            at: IgnitionClock(reading: now), warnings: warnings)
    }

    /// A generation with an identity of these names.
    static func entry(
        _ number: Int, isLive: Bool = false, wasServed: Bool? = nil, names: [GeneralName],
        replacing live: [GeneralName] = []
    ) -> HistoryEntry {
        var (old, new) = (contents, contents)
        old.subjectAlternativeNames = .init(live, critical: false)
        new.subjectAlternativeNames = .init(names, critical: false)
        return HistoryEntry(
            generation: number, isLive: isLive, wasServed: wasServed,
            rollback: isLive
                ? nil
                : confirmation(
                    .rollback(to: number), from: old, to: new,
                    warnings: wasServed == false ? ["it was not served when it was live last"] : []),
            contents: .whole(
                HistoryRecord(
                    created: now.description, operator: Operator(uid: 0, login: "root"), command: "regenerate",
                    hostName: "ipo1.example.com", names: names, certificates: [])))
    }

    static let contents = CertificateContents(
        serial: .known(SerialNumber(octets: [7])), issuer: DistinguishedName([.init(.commonName, "Root")]),
        subject: DistinguishedName([.init(.commonName, "Host")]), notBefore: now, notAfter: now.adding(years: 1),
        signature: .known([1, 2, 3]))

    static func opened(_ names: [GeneralName] = []) -> OpenedEntry {
        var contents = contents
        if !names.isEmpty { contents.subjectAlternativeNames = .init(names, critical: false) }
        return OpenedEntry(
            table: FieldTable(.identity, contents, checks: []),
            further: [AdditionalRow(name: "SHA-256 Fingerprint", contents: "00ff", detail: ["00ff"])],
            der: Array(repeating: 0x41, count: 100), pem: ["-----BEGIN CERTIFICATE-----"])
    }
}

extension State {
    /// Presses the keys of these names, or types the texts where there are no such keys.
    mutating func press(_ names: String...) -> [Effect] { press(names) }

    mutating func press(_ names: [String]) -> [Effect] {
        names.flatMap { name in
            if let key = Key(name: name) { return update(.key(key)) }
            return name.flatMap { update(.key(.character($0))) }
        }
    }

    var lines: [String] { view().lines }

    /// How many lines of the list are in view.
    var listHeight: Int { (top as? ListPage)?.pageHeight(context) ?? 0 }
}
