import CertificateEngine
import CertificateModel

/// The generations of a scene's store.
enum SceneHistory {
    private static let root = Operator(uid: 0, login: "root")
    private static let anna = Operator(
        uid: 0, login: "root", sudoUser: "anna", sshConnection: "192.0.2.7 40022 192.168.42.1 22",
        terminal: "/dev/pts/0")

    /// Those that are there when the scene begins.
    static func entries(of scene: Scene, _ live: PreparedIgnition) throws -> [HistoryEntry] {
        switch scene.world {
        case .ordinary, .drifted, .well: return [entry(1, live, command: "ignite", isLive: true)]
        case .hostile: return hostile(live)
        case .many: return (1...300).reversed().map { entry($0, live, command: "renew", isLive: $0 == 300) }
        default: break
        }
        let all = live.plan.server.subjectAlternativeNames
        let lan2 = try IPAddress("10.1.1.1")
        return [
            entry(
                12, live, command: "regenerate", isLive: true, wasServed: true, by: anna,
                because: "the LAN2 address \"10.1.1.1\" is not in the identity"),
            entry(
                11, live, command: "renew", by: root, because: "the identity ends in 59 days, 2028-03-23T09:32:00Z",
                names: all.filter { $0 != .ip(lan2) }, daysBefore: 30),
            HistoryEntry(
                generation: 10, isLive: false,
                contents: .damaged(
                    problem: "\"\(scene.store)/generations/000010/identity.pem\" is damaged: its digest is not the "
                        + "manifest's")),
            entry(9, live, command: "regenerate", by: anna, names: all, daysBefore: 300),
            entry(
                8, live, command: "ignite", by: Operator(uid: 0, login: "root", terminal: "/dev/tty1"), daysBefore: 700),
        ]
    }

    /// A generation of these certificates.
    static func entry(
        _ number: Int, _ issued: PreparedIgnition, command: String, isLive: Bool = false, wasServed: Bool? = nil,
        by person: Operator = root, because reason: String? = nil, names: [GeneralName]? = nil,
        daysBefore days: Int64 = 0
    ) -> HistoryEntry {
        func moved(_ time: Timestamp) -> String { time.adding(seconds: -days * 86_400).description }
        func certificate(_ kind: String, _ contents: CertificateContents, _ sha256: [UInt8])
            -> HistoryRecord.Certificate
        {
            HistoryRecord.Certificate(
                kind: kind, subject: contents.subject.description, serial: contents.serial.value?.description ?? "",
                sha256: Hexadecimal.string(sha256), notBefore: moved(contents.notBefore),
                notAfter: moved(contents.notAfter))
        }
        return HistoryEntry(
            generation: number, isLive: isLive, wasServed: wasServed,
            contents: .whole(
                HistoryRecord(
                    created: moved(issued.plan.clock.reading), operator: person, command: command, reason: reason,
                    profile: issued.plan.profile.rawValue, hostName: issued.plan.server.hostName.value.text,
                    names: names ?? issued.plan.server.subjectAlternativeNames,
                    certificates: [
                        certificate("root", issued.root, issued.rootSHA256),
                        certificate("identity", issued.identity, issued.identitySHA256),
                    ])))
    }

    /// Manifests that somebody has written into who meant to do harm.
    private static func hostile(_ live: PreparedIgnition) -> [HistoryEntry] {
        let texts = HostileEntries.texts
        let records = texts.enumerated().map { index, text in
            let next = texts[(index + 1) % texts.count]
            let person = Operator(uid: 0, login: text, sudoUser: next, sshConnection: text, terminal: text)
            return HistoryEntry(
                generation: index + 2, isLive: false,
                contents: .whole(
                    HistoryRecord(
                        created: text, operator: person, command: next, reason: text, profile: text, level: next,
                        hostName: text, names: [.dns(text), .uri(next), .other(kind: "odd", text: text)],
                        certificates: [
                            .init(
                                kind: text, subject: next, serial: text, sha256: next, notBefore: text, notAfter: next)
                        ])))
        }
        return [entry(20, live, command: "ignite", isLive: true)] + records
            + [HistoryEntry(generation: 1, isLive: false, contents: .damaged(problem: texts.joined()))]
    }
}
