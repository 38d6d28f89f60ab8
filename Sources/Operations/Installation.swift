import CertificateEngine
public import CertificateModel
public import CertificateStore
import SettingsFile

/// Where operations work: the store of a server, the file of its site configuration, and the world around both.
public struct Installation: Sendable {
    /// The store, which need not exist yet.
    public package(set) var store: Store
    /// The file of the site configuration.
    public let site: SiteFile
    /// The host.
    public let world: World

    /// The folder of the store, else where this world's user keeps it; the site configuration in this file, else where this
    /// host keeps it.
    public init(store: String?, siteFile: String?, world: World) {
        self.store = Store(
            folder: store ?? Self.usualStore(in: world), digest: Digest.sha256,
            // A digest of this program's own, because the id itself is not to be given away (machine-id(5)).
            machine: {
                world.machineID().map { Hexadecimal.string(Digest.sha256(Array("keyturn machine \($0)".utf8))) }
            })
        site = SiteFile(path: siteFile ?? SiteFile.usual, isRequired: siteFile != nil)
        self.world = world
    }

    private static func usualStore(in world: World) -> String {
        if let folder = world.environment("KEYTURN_STORE") { return folder }
        if world.operator().uid == 0 { return "/var/lib/keyturn" }
        let home = { (world.environment("HOME") ?? ".") + "/.local/state" }
        return (world.environment("XDG_STATE_HOME") ?? home()) + "/keyturn"
    }

    /// Whether the store holds generations, one of which may be live: such a server is not to be ignited over.
    public func isIgnited() throws(OperationError) -> Bool {
        try OperationError.facts { try store.liveNumber() != nil || !store.generations().isEmpty }
    }

    /// What becomes of a generation that is made live by `command`, for this reason. The site configuration is read now, so
    /// that one which is refused keeps the store as it is.
    public func handoff(command: String, reason: String? = nil) throws(OperationError) -> Handoff {
        Handoff(self, try site.read(), command: command, reason: reason)
    }

    /// What is to be known of the place of the store before something is written to it, a sentence each.
    var storeWarnings: [String] { store.placementRemarks().map(\.sentence) }

    /// Refuses to write what is not what was confirmed.
    func check(_ consent: Consent, isOf confirmation: Confirmation) throws(OperationError) {
        guard consent.confirmation == confirmation else { throw .notPrepared(what: "the certificates") }
    }

    /// Refuses where another run has made another generation live since this one looked at it.
    func requireLive(_ number: Int?) throws(OperationError) {
        try OperationError.facts {
            let live = try store.linkedNumber()
            guard live == number else { throw OperationError.overtaken(store: store.layout.folder, live: live) }
        }
    }

    /// An entry of the journal, of this moment and of the operator.
    func journalEntry(
        generation: Int? = nil, command: String, reason: String? = nil, result: String
    ) -> JournalEntry {
        JournalEntry(
            time: world.now().description, generation: generation, command: command, operator: world.operator(),
            reason: reason, result: result)
    }
}

extension Installation {
    /// The answers in a file, or in what standard input gives for `-`, over the defaults of the site; the profile is nil where
    /// the file names none. What an ignited server has already is accepted for it.
    public func answers(in path: String) throws(OperationError) -> Answers {
        let defaults = SiteDefaults(naming: try site.read().defaults.naming)
        return try answers(in: path, over: defaults, of: try? store.liveGeneration()?.server())
    }

    /// The answers in a file that replace those of the ignited server: what the file leaves out of naming and profile stays
    /// as the server has it.
    public func changedAnswers(in path: String) throws(OperationError) -> Answers {
        let (live, server) = try OperationError.facts {
            let live = try store.requiredGeneration()
            return (live, try live.server())
        }
        let profile = live.manifest.body.profile.flatMap(Profile.init(rawValue:))
        return try answers(in: path, over: SiteDefaults(naming: server.naming, profile: profile), of: server)
    }

    private func answers(
        in path: String, over defaults: SiteDefaults, of server: ServerIdentity?
    ) throws(OperationError) -> Answers {
        try OperationError.facts {
            try Answers(
                SettingsReader.read(.answers, path: path), defaults: defaults,
                accepting: server.map(AcceptedValues.init) ?? .none)
        }
    }

    /// What is answered where nobody is asked: the ports that the rule chooses, and the defaults of the site.
    public func defaultAnswers() throws(OperationError) -> Answers { Answers(defaults: try site.read().defaults) }
}
