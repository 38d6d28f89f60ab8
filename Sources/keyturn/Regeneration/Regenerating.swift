import CertificateEngine
import CertificateModel
import CertificateStore
import HostInspection

/// Issues a server's certificates anew: the identity under its root, or the root with the identity.
struct Regenerating: Sendable {
    /// What is issued anew.
    enum Subject: String, Sendable {
        case identity
        /// The root, and the identity under it.
        case root
    }

    /// What was signed in memory, and what it changes.
    struct Prepared: Sendable {
        let ignition: PreparedIgnition
        let difference: Difference
        let warnings: [String]
    }

    let store: Store
    let subject: Subject
    /// Whether the key of the subject stays.
    let keepsKey: Bool
    /// Whether names may go that the live identity has.
    let allowsNameLoss: Bool
    /// Which command this is, and why, for the journal.
    let command: String
    var reason: String?

    /// Signs the certificates; the serial numbers that they take are used up, unless this is a dry run, whatever becomes of
    /// them. `answers` replace what the store knows of the server.
    func run(_ answers: Answers?, isDryRun: Bool) throws -> (prepared: Prepared, generation: Int?) {
        let live = try issuedGeneration()
        let facts = HostInspector.facts()
        let plan = try plan(live, answers, facts)
        let keys = try keys(live)
        if isDryRun {
            let prepared = try prepare(live, plan, keys, warnings(plan, facts)) { root, lowest in
                SerialNumber(octets: try store.nextSerial(root: root, atLeast: lowest.octets))
            }
            try check(prepared)
            return (prepared, nil)
        }
        return try store.withLock { writer in
            guard try store.liveNumber() == live.number else {
                throw StoreError.held(path: store.layout.folder, process: nil)
            }
            // Refused before a serial number is taken for it.
            try check(
                try prepare(live, plan, keys, []) {
                    SerialNumber(octets: try store.nextSerial(root: $0, atLeast: $1.octets))
                })
            let prepared = try prepare(live, plan, keys, warnings(plan, facts)) { root, lowest in
                SerialNumber(octets: try writer.takeSerial(root: root, atLeast: lowest.octets))
            }
            if let next = prepared.ignition.identity.serial.value?.next {
                try writer.reserve(root: prepared.ignition.serialCounter, next: next.octets)
            }
            let ignition = Ignition(store: store, mayReplace: true, command: command)
            return (prepared, try ignition.write(prepared.ignition, to: &writer, reason: reason))
        }
    }

    /// The live generation, which this server must have issued itself.
    private func issuedGeneration() throws -> Generation {
        let live = try store.requiredGeneration()
        guard live.manifest.body.profile != nil else {
            throw CommandFailure(
                status: .refused,
                problem: "the certificates in \(VisibleText.quoted(store.layout.folder)) were imported",
                hint: "ask their certificate authority for new ones (\"keyturn request\"), and import them")
        }
        return live
    }

    private func plan(_ live: Generation, _ answers: Answers?, _ facts: HostFacts) throws -> Plan {
        let stored = try live.server()
        let server = try answers.map { try Planning.server($0, facts) } ?? Planning.present(stored, facts)
        let profile =
            try answers?.profile ?? live.manifest.body.profile.map { name throws(Refusal) in try Profile(name: name) }
        return try Plan(server: server, profile: profile ?? .interoperable, clock: facts.clock)
    }

    /// The root's key and the identity's, as they stay or are made anew.
    private func keys(_ live: Generation) throws -> (root: PrivateKey, oldRoot: PrivateKey, identity: PrivateKey) {
        guard live.manifest.files.contains(where: { $0.name == "root.key" }) else {
            throw CommandFailure(
                status: .refused, problem: "the root's private key is not in \(VisibleText.quoted(live.folder))",
                hint: "put a copy of the store with root.key back, or start anew with: keyturn ignite --replace")
        }
        let root = try live.key("root.key")
        switch subject {
        case .identity:
            return (root, root, keepsKey ? try live.key("identity.key") : try PrivateKey.generateRSA2048())
        case .root:
            return (keepsKey ? root : try PrivateKey.generateRSA2048(), root, try live.key("identity.key"))
        }
    }

    private func prepare(
        _ live: Generation, _ plan: Plan, _ keys: (root: PrivateKey, oldRoot: PrivateKey, identity: PrivateKey),
        _ warnings: [String], serial: (_ root: String, _ lowest: SerialNumber) throws -> SerialNumber
    ) throws -> Prepared {
        guard let rootDER = try live.certificates("root.pem").first else {
            throw StoreError.damaged(path: "\(live.folder)/root.pem", reason: "it holds no certificate")
        }
        let (root, identity) = (try live.member("root.pem").contents, try live.member("identity.pem").contents)
        let counter = Hexadecimal.string(keys.root.publicKeyDigest())
        let lowest =
            [root.serial.value, identity.serial.value].compactMap { $0?.next }.max() ?? SerialNumber(octets: [1])
        let ignition: PreparedIgnition
        switch subject {
        case .identity:
            guard root.notAfter > plan.clock.reading else {
                throw CommandFailure(
                    status: .refused,
                    problem: "the root \(VisibleText.quoted(root.subject.commonName ?? "")) ended at \(root.notAfter)",
                    hint: "renew it first: keyturn regenerate root")
            }
            ignition = try PreparedIgnition(
                plan: plan, under: rootDER, rootKey: keys.root, identityKey: keys.identity,
                serial: try serial(counter, lowest))
        case .root:
            // A root with a new key begins its own numbers; one that keeps its key goes on with those that it has.
            let first = keepsKey ? try serial(counter, lowest) : try KeyMaterial.drawRootSerial()
            guard let next = first.next else { throw StoreError.serialOutOfRange(root: counter) }
            ignition = try PreparedIgnition(
                plan: plan, renewing: rootDER, rootKey: keys.root, keepsKey: keepsKey, identityKey: keys.identity,
                serials: (first, keepsKey ? try serial(counter, next) : next))
        }
        return Prepared(
            ignition: ignition,
            difference: Difference(root: root, identity: identity, toRoot: ignition.root, identity: ignition.identity),
            warnings: warnings)
    }

    private func check(_ prepared: Prepared) throws {
        guard let lost = prepared.difference.namesLost.first, !allowsNameLoss else { return }
        let more = prepared.difference.namesLost.count - 1
        throw CommandFailure(
            status: .refused,
            problem: "the identity would lose the name \"\(lost.bareText)\"\(more > 0 ? " and \(more) more" : "")",
            hint: "use --allow-name-loss if no client uses it any more, or give the names with --answers FILE")
    }

    private func warnings(_ plan: Plan, _ facts: HostFacts) -> [String] {
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
