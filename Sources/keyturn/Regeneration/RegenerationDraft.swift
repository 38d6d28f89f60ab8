import CertificateEngine
import CertificateModel
import CertificateStore
import Host

/// Everything that is signed anew, up to the serial numbers: what is live, the plan, and the keys.
struct RegenerationDraft {
    /// Gives a root's next serial number, which is at least `lowest`.
    typealias Serials = (_ root: String, _ lowest: SerialNumber) throws -> SerialNumber

    let choice: RegenerationChoice
    let live: Generation
    let plan: Plan
    /// The addresses that the host had before.
    let hadAddresses: Set<IPAddress>
    private let rootDER: [UInt8]
    private let root, identity: CertificateContents
    private let rootKey, identityKey: PrivateKey
    private let facts: HostFacts

    /// A draft of what `answers` say, else of what the store knows of the server and of what its host is now; where
    /// `keepsAbsent`, what that is merely lacking stays.
    ///
    /// Refused where this server did not issue its certificates itself, or cannot do so any more.
    init(_ choice: RegenerationChoice, _ store: Store, _ answers: Answers?, keepsAbsent: Bool) throws {
        self.choice = choice
        live = try store.requiredGeneration()
        guard live.manifest.body.profile != nil else {
            throw CommandFailure(
                status: .refused,
                problem: "the certificates in \(VisibleText.quoted(store.layout.folder)) were imported",
                hint: "ask their certificate authority for new ones (\"keyturn request\"), and import them")
        }
        facts = HostInspector.facts()
        hadAddresses = live.hadAddresses
        plan = try Self.plan(live, answers, facts, keepsAbsent: keepsAbsent)
        let makesRootKey = choice.subject == .root && !choice.keepsKey
        guard try makesRootKey || !live.lacks("root.key") else {
            throw CommandFailure(
                status: .refused, problem: "the root's private key is not in \(VisibleText.quoted(live.folder))",
                hint: "put a copy of root.key back, or make a new root: keyturn regenerate root --new-key")
        }
        guard let der = try live.certificates("root.pem").first else {
            throw StoreError.damaged(path: "\(live.folder)/root.pem", reason: "it holds no certificate")
        }
        rootDER = der
        (root, identity) = (try live.member("root.pem").contents, try live.member("identity.pem").contents)
        guard choice.subject == .root || root.notAfter > facts.clock.reading else {
            throw CommandFailure(
                status: .refused,
                problem: "the root \(VisibleText.quoted(root.subject.commonName ?? "")) ended at \(root.notAfter)",
                hint: "renew it first: keyturn regenerate root")
        }
        let makesIdentityKey = choice.subject == .identity && !choice.keepsKey
        rootKey = makesRootKey ? try PrivateKey.generateRSA2048() : try live.key("root.key")
        identityKey = makesIdentityKey ? try PrivateKey.generateRSA2048() : try live.key("identity.key")
    }

    private static func plan(
        _ live: Generation, _ answers: Answers?, _ facts: HostFacts, keepsAbsent: Bool
    ) throws -> Plan {
        let stored = try live.server()
        let server =
            try answers.map { try Planning.server($0, facts) }
            ?? Planning.present(stored, facts, hadAddresses: live.hadAddresses, keepsAbsent: keepsAbsent)
        let profile =
            try answers?.profile ?? live.manifest.body.profile.map { name throws(Refusal) in try Profile(name: name) }
        return try Plan(server: server, profile: profile ?? .interoperable, clock: facts.clock)
    }

    /// Signs the certificates, with these serial numbers.
    func sign(_ serial: Serials) throws -> PreparedRegeneration {
        let counter = Hexadecimal.string(try rootKey.publicKeyDigest())
        let lowest =
            [root.serial.value, identity.serial.value].compactMap { $0?.next }.max() ?? SerialNumber(octets: [1])
        let ignition: PreparedIgnition
        switch choice.subject {
        case .identity:
            ignition = try PreparedIgnition(
                plan: plan, under: rootDER, rootKey: rootKey, identityKey: identityKey,
                serial: try serial(counter, lowest))
        case .root:
            // A root with a new key begins its own numbers; one that keeps its key goes on with those that it has.
            let first = choice.keepsKey ? try serial(counter, lowest) : try KeyMaterial.drawRootSerial()
            guard let next = first.next else { throw StoreError.serialOutOfRange(root: counter) }
            ignition = try PreparedIgnition(
                plan: plan, renewing: rootDER, rootKey: rootKey, keepsKey: choice.keepsKey, identityKey: identityKey,
                serials: (first, choice.keepsKey ? try serial(counter, next) : next))
        }
        return PreparedRegeneration(
            ignition: ignition,
            difference: Difference(root: root, identity: identity, toRoot: ignition.root, identity: ignition.identity),
            warnings: warnings, replaces: live.number, hadAddresses: hadAddresses)
    }

    private var warnings: [String] {
        (plan.clock.warning.map { [$0] } ?? [])
            + facts.missing(from: plan.server.lan1.addresses + plan.server.lan2.addresses).map {
                "\"\($0)\" is not an address of this host now"
            }
    }
}

extension SerialNumber {
    /// The greater of two positive numbers has more octets, or greater ones.
    fileprivate static func < (left: SerialNumber, right: SerialNumber) -> Bool {
        left.octets.count == right.octets.count
            ? left.octets.lexicographicallyPrecedes(right.octets) : left.octets.count < right.octets.count
    }
}

extension [SerialNumber] {
    fileprivate func max() -> SerialNumber? { self.max { $0 < $1 } }
}
