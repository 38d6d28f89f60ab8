public import CertificateEngine
public import CertificateModel
import CertificateStore

/// Issues a server's certificates again: the identity under its root, or the root with the identity.
public struct Regeneration: Sendable {
    /// Certificates that are signed in memory, and what they change; nothing of them is in the store yet.
    public struct Prepared: Sendable {
        /// What was signed.
        public let certificates: PreparedIgnition
        /// What it changes.
        public let difference: Difference
        /// What is to be confirmed before they are written.
        public let confirmation: Confirmation
        /// The generation that they are to take the place of: where another one is live by then, they are not written.
        public let replaces: Int
    }

    let installation: Installation
    let choice: RegenerationChoice
    /// Which command this is, and why, for the journal.
    let command: String
    /// Why, where anybody said so: hooks are told as well.
    public let reason: String?
    /// Whether addresses stay that the host has lost and not replaced: for an automatic renewal.
    let keepsAbsent: Bool
    /// The generation that was live when this was decided on, where that matters: what was due may be done by now.
    let decidedOn: Int?

    private var store: Store { installation.store }

    /// A regeneration of what is live.
    public init(
        _ installation: Installation, _ choice: RegenerationChoice, command: String, reason: String? = nil,
        keepsAbsent: Bool = false, decidedOn: Int? = nil
    ) {
        self.installation = installation
        self.choice = choice
        self.command = command
        self.reason = reason
        self.keepsAbsent = keepsAbsent
        self.decidedOn = decidedOn
    }

    /// Signs the certificates in memory; nothing is changed. `answers` replace what the store knows of the server.
    public func prepare(_ answers: Answers? = nil) throws(OperationError) -> Prepared {
        try OperationError.facts {
            try draft(answers).sign { root, lowest in
                try store.nextSerial(root: root, atLeast: lowest, passingOver: try KeyMaterial.drawPassedSerials())
            }
        }
    }

    /// Writes the certificates that were prepared and confirmed, and returns the number of their generation. Their serial
    /// numbers are used up then, whatever becomes of them.
    public func commit(_ prepared: Prepared, _ consent: Consent) throws(OperationError) -> Int {
        try OperationError.facts {
            try installation.check(consent, isOf: prepared.confirmation)
            return try store.withLock { writer in
                try installation.requireLive(prepared.replaces)
                try takeSerials(of: prepared.certificates, &writer)
                return try Ignition(installation, command: command, mayReplace: true).write(
                    prepared.certificates, consent, to: &writer, reason: reason ?? choice.reason)
            }
        }
    }

    /// Takes the serial numbers of certificates; throws where another run has given them to others meanwhile.
    private func takeSerials(of certificates: PreparedIgnition, _ writer: inout Writer) throws {
        let counter = certificates.serialCounter
        let isOfRoot = choice.subject == .root
        // A root with a new key begins its own numbers.
        if !isOfRoot || choice.keepsKey {
            let first = isOfRoot ? certificates.root.serial.value : certificates.identity.serial.value
            guard let first, try writer.takeSerial(root: counter, atLeast: first, passingOver: 0) == first else {
                throw overtaken(try store.liveNumber())
            }
        }
        if let next = certificates.identity.serial.value?.next { try writer.reserve(root: counter, next: next) }
    }

    private func draft(_ answers: Answers?) throws -> Draft {
        let draft = try Draft(of: choice, installation, answers, keepsAbsent: keepsAbsent)
        guard draft.replaces == decidedOn ?? draft.replaces else { throw overtaken(try store.liveNumber()) }
        return draft
    }

    private func overtaken(_ live: Int?) -> OperationError { .overtaken(store: store.layout.folder, live: live) }
}

extension Regeneration {
    /// Everything that is signed, up to the serial numbers: what is live, the plan, and the keys.
    private struct Draft {
        /// Gives a root's next serial number, which is at least `lowest`.
        typealias Serials = (_ root: String, _ lowest: SerialNumber) throws -> SerialNumber

        let choice: RegenerationChoice
        let replaces: Int
        let plan: Plan
        let live: LiveCertificates
        let rootKey, identityKey: PrivateKey
        let warnings: [String]

        /// A draft of what `answers` say, else of what the store knows of the server and of what its host is now; where
        /// `keepsAbsent`, an address stays that the host has lost and not replaced.
        ///
        /// Refused where this server did not issue its certificates itself, or cannot do so any more.
        init(
            of choice: RegenerationChoice, _ installation: Installation, _ answers: Answers?, keepsAbsent: Bool
        ) throws {
            let generation = try installation.store.requiredGeneration()
            guard let profile = generation.manifest.body.profile else {
                throw OperationError.imported(store: installation.store.layout.folder)
            }
            self.choice = choice
            replaces = generation.number
            let live = try LiveCertificates(generation)
            self.live = live
            let (facts, planning) = (installation.world.facts(), Planning(installation.world))
            let server =
                try answers.map { try planning.server($0, facts, replacing: live.server) }
                ?? planning.present(live.server, facts, keepsAbsent: keepsAbsent)
            plan = try Plan(
                server: server, profile: try answers?.profile ?? Profile(name: profile), clock: facts.clock)
            let (before, after) = (live.server.naming, server.naming)
            let makesRootKey = choice.subject == .root && !choice.keepsKey
            if !makesRootKey, let part = Naming.Part.allCases.first(where: { before[$0] != after[$0] }) {
                throw OperationError.namingNeedsNewRoot(part: part, before: before[part], after: after[part])
            }
            guard try makesRootKey || !generation.lacks("root.key") else {
                throw OperationError.rootKeyAbsent(folder: generation.folder)
            }
            let root = live.root.contents
            guard choice.subject == .root || root.notAfter > facts.clock.reading else {
                throw OperationError.rootExpired(name: root.subject.commonName ?? "", at: root.notAfter)
            }
            let makesIdentityKey = choice.subject == .identity && !choice.keepsKey
            rootKey = makesRootKey ? try installation.world.newKey() : try generation.key("root.key")
            identityKey = makesIdentityKey ? try installation.world.newKey() : try generation.key("identity.key")
            var warnings =
                (answers?.remarks ?? []) + Planning.warnings(of: plan, facts) + installation.storeWarnings
            if choice.subject == .identity, facts.clock.isPlausible, facts.clock.reading < root.notBefore {
                let reason = RenewalReason.rootIsNotValidYet(from: root.notBefore).sentence
                warnings.append("\(reason); clients refuse the identity until then")
            }
            // A key that is kept stays with who has read it.
            let kept = try installation.store.exposedPaths().filter { exposed in
                switch exposed.kind {
                case .rootKey: choice.subject == .root && !makesRootKey
                case .identityKey: !makesIdentityKey
                case .formerKey, .requestKey, .folder: false
                }
            }
            warnings += kept.map {
                "\($0.sentence); the new certificate keeps this key, which has to be replaced by a new one"
            }
            self.warnings = warnings
        }

        /// Signs the certificates, with these serial numbers.
        func sign(_ serial: Serials) throws -> Prepared {
            let (root, identity) = (live.root.contents, live.identity.contents)
            let counter = Hexadecimal.string(try rootKey.publicKeyDigest())
            let lowest =
                [root.serial.value, identity.serial.value].compactMap { $0?.next }.max() ?? 1
            let new: PreparedIgnition
            switch choice.subject {
            case .identity:
                new = try PreparedIgnition(
                    plan: plan, under: live.rootDER, rootKey: rootKey, identityKey: identityKey,
                    serial: try serial(counter, lowest))
            case .root:
                // A root with a new key begins its own numbers; one that keeps its key continues its numbers.
                let first = choice.keepsKey ? try serial(counter, lowest) : try KeyMaterial.drawRootSerial()
                guard let next = first.next else { throw StoreError.serialOutOfRange(root: counter) }
                new = try PreparedIgnition(
                    plan: plan, renewing: live.rootDER, rootKey: rootKey, keepsKey: choice.keepsKey,
                    identityKey: identityKey, serials: (first, choice.keepsKey ? try serial(counter, next) : next))
            }
            return Prepared(
                certificates: new,
                difference: Difference(
                    root: root, identity: identity, toRoot: new.root, identity: new.identity,
                    at: plan.clock, of: [live.server, plan.server]),
                confirmation: Confirmation(
                    .regeneration, of: plan.server, root: new.root, identity: new.identity, profile: plan.profile,
                    replacing: live.confirmed, at: plan.clock, warnings: warnings),
                replaces: replaces)
        }
    }
}
