import CertificateEngine
import CertificateModel
import CertificateStore
import FoundationEssentials
import Glibc
import Operations
import Synchronization
import WorldFixtures

/// What the stores of the scenes hold: made by operations, once for all scenes that have the same, and copied.
enum SceneStores {
    /// What a store holds.
    private enum Contents: Hashable {
        /// The certificates that were issued at this moment, and nothing else.
        case fresh(Timestamp, [NetworkInterface], [IPAddress: HostName])
        /// Those of a third party, of a file of the medium, and a signing request.
        case imported(Timestamp, file: String)
        /// Five generations that are kept of twelve, one of them damaged.
        case grown
        /// More generations than a screen has rows.
        case many
        /// Generations of which somebody has written the manifests who means to do harm.
        case hostile
    }

    /// When the newest generation of a grown store was made.
    private static let regeneration = Timestamp(secondsSinceEpoch: 1_832_405_400)
    /// The clock of the scenes that have one.
    private static let afterwards = regeneration.adding(seconds: 300 * 86_400)
    /// What the last port has instead of its address for a while.
    static let otherAddress = "10.1.1.77"
    /// When imports are judged where the clock of the scene is plainly wrong.
    private static let usualClock = Timestamp(secondsSinceEpoch: 1_803_893_400)

    private static let made = Mutex<[Contents: String]>([:])

    /// Puts what the scene's store holds into it.
    static func fill(_ host: SceneHost) throws {
        guard let contents = contents(for: host.scene) else { return }
        let folder = try made.withLock { made in
            if let folder = made[contents] { return folder }
            let folder = try make(contents, for: host.scene)
            made[contents] = folder
            return folder
        }
        try FileManager.default.copyItem(atPath: folder, toPath: host.paths.real(host.scene.store))
    }

    /// When what the scene's store holds was made, where that is not long ago.
    static func issuingClock(of scene: Scene) -> Timestamp {
        IgnitionClock(reading: scene.clock).isPlausible ? scene.clock : usualClock
    }

    private static func contents(for scene: Scene) -> Contents? {
        let clock = issuingClock(of: scene)
        switch (scene.part, scene.world) {
        case (.wizard, _): return nil
        case (.review, .peers): return .imported(clock, file: "good.pem")
        case (.review, _): return scene.shown == ["store"] ? .fresh(clock, scene.ports, scene.names) : nil
        case (.home, .unwell): return .imported(clock, file: "near-end.pem")
        case (.home, .ordinary), (.home, .drifted), (.home, .well), (.home, .reading), (.home, .cloned),
            (.home, .opened), (.home, .fetched), (.home, .closed), (.home, .taken):
            return .fresh(clock, scene.ports, scene.names)
        case (.home, .ahead), (.home, .unsynchronized):
            return .fresh(clock.adding(years: 2), scene.ports, scene.names)
        case (.home, .many): return .many
        case (.home, .hostile): return .hostile
        case (.home, _): return .grown
        }
    }

    /// A folder with a store of these contents, which is there until the process ends.
    private static func make(_ contents: Contents, for scene: Scene) throws -> String {
        var scene = scene
        scene.world = .grown
        scene.part = .home
        if case .fresh(let clock, _, _) = contents { scene.clock = clock }
        if case .imported(let clock, _) = contents { scene.clock = clock }
        if contents == .many || contents == .hostile { scene.clock = afterwards }
        let host = try SceneHost(bare: scene)
        switch contents {
        case .fresh: try ignite(host)
        case .imported(let clock, let file): try takeIn(file, of: SceneMedia.at(clock), host)
        case .grown: try grow(host)
        case .many: try multiply(host)
        case .hostile: try harm(host)
        }
        let folder = try ScratchFolder.make() + "/store"
        try FileManager.default.moveItem(atPath: host.paths.real(scene.store), toPath: folder)
        return folder
    }

    private static func ignite(_ host: SceneHost) throws {
        let installation = host.installation
        let facts = installation.world.facts()
        let ignition = Ignition(installation, command: "ignite", mayReplace: true)
        let prepared = try ignition.prepare(installation.defaultAnswers(), facts, keys: SceneHost.keys)
        _ = try ignition.commit(prepared)
    }

    private static func takeIn(_ file: String, of media: SceneMedia, _ host: SceneHost) throws {
        let operation = Import(host.installation, command: "import")
        let path = "\(media.folder)/\(file)"
        _ = try operation.commit(operation.prepare([path], level: .medium) { _ in nil })
        if file != "good.pem" {
            let request = Request(host.installation)
            _ = try request.commit(request.prepare())
        }
    }

    /// The life of a server, with a clock that is set.
    private static func grow(_ host: SceneHost) throws {
        let root = Operator(uid: 0, login: "root")
        let anna = Operator(
            uid: 0, login: "root", sudoUser: "anna", sshConnection: "192.0.2.7 40022 192.168.42.1 22",
            terminal: "/dev/pts/0")
        func come(daysBefore days: Int64, _ person: Operator) {
            host.change { state in
                state.now = regeneration.adding(seconds: -days * 86_400)
                state.operator = person
            }
        }
        let installation = host.installation
        func due() throws -> ServerState {
            try ServerInspection(installation).state(asksEndpoints: false).state
        }
        func regenerate(because reason: String? = nil) throws {
            _ = try Regeneration(
                installation, RegenerationChoice(.identity, keepsKey: true), command: "regenerate", reason: reason
            ).run()
        }
        come(daysBefore: 420, Operator(uid: 0, login: "root", terminal: "/dev/tty1"))
        for _ in 1...8 { try ignite(host) }
        come(daysBefore: 300, anna)
        try regenerate()
        come(daysBefore: 200, root)
        _ = try Renewal(installation, isForced: true).run(due(), isDryRun: false)
        guard let port = host.scene.ports.last else { throw SceneError("a grown server has a port") }
        come(daysBefore: 30, root)
        host.move(port.name, to: [otherAddress])
        _ = try Renewal(installation).run(due(), isDryRun: false)
        come(daysBefore: 0, anna)
        host.move(port.name, to: port.addresses.map(\.description))
        let reasons = try due().renewal.reasons.map(\.sentence)
        let handoff = try configuredHandoff(host, reason: Renewal.journalReason(reasons))
        try regenerate(because: Renewal.journalReason(reasons))
        _ = handoff.perform(from: 11)
        try host.damage("\(host.scene.store)/generations/000010/identity.pem")
    }

    /// With hooks and endpoints, and where five generations are kept.
    private static func configuredHandoff(_ host: SceneHost, reason: String) throws -> Handoff {
        try host.configure()
        return try host.installation.handoff(command: "regenerate", reason: reason)
    }

    private static func multiply(_ host: SceneHost) throws {
        try ignite(host)
        let generations = host.paths.real("\(host.scene.store)/generations")
        let first = "\(generations)/000001"
        let manifest = try String(contentsOfFile: "\(first)/manifest.json", encoding: .utf8)
        for number in 2...100 {
            let name = String(repeating: "0", count: 6 - "\(number)".count) + "\(number)"
            try FileManager.default.copyItem(atPath: first, toPath: "\(generations)/\(name)")
            let numbered = manifest.replacing(#/"generation" *: *1\b/#, with: "\"generation\": \(number)")
            try Data(numbered.utf8).write(to: URL(filePath: "\(generations)/\(name)/manifest.json"))
        }
        let live = host.paths.real("\(host.scene.store)/live")
        try FileManager.default.removeItem(atPath: live)
        try FileManager.default.createSymbolicLink(atPath: live, withDestinationPath: "generations/000100")
    }

    /// Generations that only somebody could have written who may write to the store.
    private static func harm(_ host: SceneHost) throws {
        try ignite(host)
        let store = host.installation.store
        let texts = HostileEntries.texts
        for (index, text) in texts.enumerated() {
            let next = texts[(index + 1) % texts.count]
            guard var body = try store.liveGeneration()?.manifest.body else { throw SceneError("nothing is live") }
            body.created = text
            body.command = next
            body.reason = text
            body.profile = text
            body.level = next
            body.hostName = HostNameRecord(value: text, source: next)
            body.operator.login = text
            body.operator.sudoUser = next
            body.operator.sshClient = text
            body.operator.terminal = text
            for number in body.certificates.indices {
                body.certificates[number].kind = text
                body.certificates[number].subject = next
                body.certificates[number].serial = text
                body.certificates[number].sha256 = next
                body.certificates[number].notBefore = text
                body.certificates[number].notAfter = next
            }
            let pem = try CertificateReader.pemText(der: HostileEntries.certificate(text, next))
            try store.withLock { writer in
                _ = try writer.commit(
                    [GenerationFile("identity.pem", .open(pem))], manifest: body, consent: hostileConsent(text, next)
                ) { _ in }
            }
        }
        try ignite(host)
        try host.write("{ \"format\": \"\u{1b}[2J\" }", to: "\(host.scene.store)/generations/000001/manifest.json")
    }

    /// Leaves the answers of a wizard whose line has dropped an hour ago.
    static func leaveAnswers(_ host: SceneHost) throws {
        var answers = try host.installation.defaultAnswers()
        answers.role = .application
        answers.hostName = try HostName("pbx7.example.org")
        (answers.lan1Port, answers.lan2Port) = (.named("eth0"), nil)
        answers.lan2 = LANPort(ipv4: try IPv4Address("10.1.1.9"))
        answers.names.sipDomains = [try SIPDomain("sip:example.org")]
        host.change { $0.now = host.scene.clock.adding(seconds: -3600) }
        try UnfinishedAnswers(host.installation).keep(answers)
        host.change { $0.now = host.scene.clock }
    }

    /// What nobody has confirmed, with hostile names and warnings.
    private static func hostileConsent(_ text: String, _ next: String) throws -> Consent {
        let contents = CertificateContents(
            serial: .pending, issuer: DistinguishedName([.init(.commonName, text)]),
            subject: DistinguishedName([.init(.commonName, next)]), notBefore: afterwards, notAfter: afterwards)
        let server = ServerIdentity(
            hostName: ResolvedHostName(try HostName("ipo1.example.com"), from: .entered), lan1: LANPort())
        return Confirmation(
            .importing, of: server, root: contents, identity: contents, profile: nil, replacing: nil,
            at: IgnitionClock(reading: afterwards), warnings: [text, next]
        ).accepted
    }

    /// Lets a server ask for a certificate, with a name that the authority does not grant, and puts the answer on its medium.
    static func answerRequest(_ host: SceneHost, log: String) throws {
        let installation = host.installation
        var answers = try installation.defaultAnswers()
        answers.names.dns = [try HostName("voice.example.com")]
        let request = Request(installation)
        let number = try request.commit(request.prepare(answers))
        let folder = "\(installation.store.layout.folder)/requests/\(String(repeating: "0", count: 5))\(number)"
        let fixtures = SceneFolder.package + "/Tests/Fixtures"
        let medium = host.paths.real(SceneMedia.path)
        try SceneTool.run(
            [
                "sh", "\(fixtures)/sign-request.sh", medium, "\(folder)/request.pem", "\(medium)/no-key.pem",
                "without", "DNS:voice.example.com",
            ], output: log)
    }
}
