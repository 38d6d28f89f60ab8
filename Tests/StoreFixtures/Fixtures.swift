public import CertificateModel
public import CertificateStore

/// What the tests of the store and the probe that dies for them put into a store.
public enum Fixtures {
    /// A digest of 32 octets that needs no cryptography (FNV-1a, four times over): the store does not care which it is.
    public static let digest: Store.Digest = { bytes in
        (0..<4).flatMap { (round: UInt64) -> [UInt8] in
            var hash = 0xcbf2_9ce4_8422_2325 &+ round
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) }
        }
    }

    /// A root, as the serial counters name it.
    public static let root = String(repeating: "5a", count: 32)

    /// What tells a machine from others.
    public static let machine = String(repeating: "3c", count: 32)

    /// A store with that digest, on that machine.
    public static func store(_ folder: String) -> Store { Store(folder: folder, digest: digest, machine: { machine }) }

    /// The seven files of a generation, every one of which carries the tag, so that a mixture of two is seen.
    public static func files(_ tag: String) -> [GenerationFile] {
        ["root.pem", "identity.pem", "chain.pem", "fullchain.pem", "WebRootCA.pem"].map {
            GenerationFile($0, .open(text($0, tag)))
        } + ["root.key", "identity.key"].map { GenerationFile($0, .secret(FixtureSecret(text($0, tag)))) }
    }

    static func text(_ name: String, _ tag: String) -> [UInt8] {
        Array("\(tag)\n\(name)\n\(String(repeating: "x", count: 1_500))\n".utf8)
    }

    /// A manifest's body.
    public static func body(serials: [String] = ["0102"]) -> ManifestBody {
        var body = ManifestBody(
            created: "2026-01-02T03:04:05Z", software: "1.0.0", command: "ignite",
            operator: Operator(uid: 0, login: "root"),
            reason: "first\nignition", profile: "interoperable",
            hostName: HostNameRecord(value: "ipo1.example.com", source: "entered"), role: "primary",
            answers: .object(["lan1": .object(["ipv4": .string("192.168.42.1")]), "years": .integer(2)]),
            certificates: serials.map {
                CertificateRecord(
                    kind: "identity", serial: $0, sha256: "ab", notBefore: "2026-01-01T03:04:05Z",
                    notAfter: "2028-01-01T03:04:05Z", subject: "CN=ipo1.example.com", issuingRoot: root)
            })
        // The store says the same.
        body.confirmed = try? Confirmed(consent())
        return body
    }

    /// What an operator confirms: the first certificates of a server.
    public static func confirmation() throws -> Confirmation {
        let server = ServerIdentity(
            hostName: ResolvedHostName(try HostName("ipo1.example.com"), from: .entered), lan1: LANPort())
        let contents = CertificateContents(
            serial: .pending, issuer: DistinguishedName([]), subject: DistinguishedName([]),
            notBefore: SoftwareRelease.date, notAfter: SoftwareRelease.date)
        return Confirmation(
            .ignition(isReplacing: false), of: server, root: contents, identity: contents, profile: .interoperable,
            replacing: nil, at: IgnitionClock(reading: SoftwareRelease.date), warnings: ["the clock is wrong"])
    }

    /// The consent to it.
    public static func consent() throws -> Consent { try confirmation().accepted }

    /// A trusted certificate for a tag.
    public static func trusted(_ tag: String) -> TrustedCertificate {
        TrustedCertificate(name: "\(tag).pem", pem: Array("trusted \(tag)\n".utf8))
    }

    /// An event.
    public static func event(_ result: String, generation: Int? = nil) -> JournalEntry {
        JournalEntry(
            time: "2026-01-02T03:04:05Z", generation: generation, command: "rollback", operator: Operator(uid: 0),
            result: result)
    }

    /// Commits one generation that carries the tag.
    @discardableResult
    public static func commit(_ store: Store, _ tag: String) throws -> Int {
        try store.withLock { writer in
            try writer.commit(files(tag), manifest: body(), consent: consent(), trusted: [trusted(tag)]) { _ in }
        }
    }

    /// Holds a store to what must be true of it at every moment; returns the number of the live generation.
    ///
    /// The live generation is whole, so are the others (the last few of them, where `last` says so), and the files of each
    /// carry one tag.
    public static func checkWhole(_ store: Store, last: Int = .max) throws -> Int? {
        guard let live = try store.liveGeneration() else { return nil }
        for number in try store.generations().suffix(last) {
            let generation = try store.generation(number)
            try generation.verifyFiles()
            guard generation.manifest.files.count == 7 else { throw FixtureFailure("files are missing in \(number)") }
            let tags = try Set(
                generation.manifest.files.map {
                    String(decoding: try generation.contents(of: $0.name).prefix { $0 != 0x0A }, as: UTF8.self)
                })
            guard tags.count == 1 else { throw FixtureFailure("generation \(number) mixes \(tags.sorted())") }
        }
        return live.number
    }
}
