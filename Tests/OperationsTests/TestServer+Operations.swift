import CertificateModel
import CertificateStore
import FoundationEssentials
import StoreFixtures
import Testing
import WorldFixtures

@testable import CertificateEngine
@testable import Operations

/// What tests do with a server again and again, and how they look at its store.
extension TestServer {
    var store: Store { installation.store }

    /// Everything that is in the store, byte for byte.
    var tree: Tree { Tree("\(folder)/store") }

    func journal() throws -> [JournalEntry] { try store.journal().entries }

    /// How often the journal has this result.
    func count(_ result: String) throws -> Int { try journal().count { $0.result == result } }

    /// The generations of which the journal says that they were committed, its older parts included.
    func committedGenerations() throws -> Set<Int> {
        let texts = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/store")
            .filter { $0.hasPrefix("journal") }.map { Tree.contents("\(folder)/store/\($0)") }
        let entries = try texts.flatMap { $0.split(separator: "\n") }.map {
            try JSONDecoder().decode(JournalEntry.self, from: Data($0.utf8))
        }
        return Set(entries.filter { $0.result == JournalEntry.committed }.compactMap(\.generation))
    }

    /// A certificate of a generation, else of the live one.
    func certificate(_ name: String, of generation: Int? = nil) throws -> CertificateContents {
        try generation.map(store.generation).map { try $0.member(name).contents }
            ?? store.requiredGeneration().member(name).contents
    }

    /// The names of the live identity.
    func names() throws -> [String] {
        try certificate("identity.pem").subjectAlternativeNames?.value.map(\.description) ?? []
    }

    func state(asksEndpoints: Bool = false) throws -> ServerState {
        try ServerInspection(installation).state(asksEndpoints: asksEndpoints).state
    }

    /// What a timer does each day: nothing is handed over.
    @discardableResult
    func renew(isForced: Bool = false, isDryRun: Bool = false) throws -> Renewal.Result {
        try Renewal(installation, isForced: isForced).run(state(), isDryRun: isDryRun)
    }

    /// Issues certificates anew, as the command does: nothing is handed over.
    @discardableResult
    func regenerate(
        _ subject: RegenerationChoice.Subject = .identity, keepsKey: Bool? = true, answers: Answers? = nil,
        allowsNameLoss: Bool = false
    ) throws -> Int {
        let regeneration = Regeneration(
            installation, RegenerationChoice(subject, keepsKey: keepsKey), command: "regenerate")
        let prepared = try regeneration.prepare(answers)
        let named = Set(Danger.Kind.allCases).subtracting(allowsNameLoss ? [] : [.namesLost])
        do { return try regeneration.commit(prepared, try prepared.confirmation.consent(allowing: named)) } catch {
            throw OperationError(error)
        }
    }

    /// A server with other certificates than all that are copied.
    static func another() throws -> TestServer {
        let server = try ignited()
        try server.regenerate(.root)
        return server
    }

    /// Takes in what another server issued for itself, as a third party's set.
    @discardableResult
    func takeIn(_ other: TestServer, level: CheckLevel = .medium) throws -> Int? {
        let live = "\(other.folder)/store/live"
        let operation = Import(installation, command: "import")
        return try operation.commit(
            operation.prepare(["\(live)/fullchain.pem", "\(live)/identity.key"], level: level) { _ in nil })
    }

    /// Whether OpenSSL finds that the identity of one generation leads to the root of another, as a TLS client would that trusts
    /// that root alone.
    func isTrusted(identity: Int, by root: Int) throws -> Bool {
        let certificate = { (name: String, number: Int) in
            try CertificateObject(
                der: try #require(try self.store.generation(number).certificates(name).first))
        }
        return try ChainVerifier(root: certificate("root.pem", root), chain: [])
            .problem(of: certificate("identity.pem", identity)) == nil
    }

    /// Takes the store away.
    func removeStore() throws { try FileManager.default.removeItem(atPath: "\(folder)/store") }

    /// Copies the store and the site configuration into a folder beside them, whose path is returned.
    func copy(named name: String) throws -> String {
        let copy = "\(folder)/\(name)"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
        for part in ["store", "site"] {
            try FileManager.default.copyItem(atPath: "\(folder)/\(part)", toPath: "\(copy)/\(part)")
        }
        return copy
    }

    /// Verifies the certificates and keys of a generation with OpenSSL, from its files, and holds these to the manifest.
    func verify(_ generation: Int) throws {
        let generation = try store.generation(generation)
        try generation.verifyWhatIsServed()
        try GenerationVerifier.verify(
            folder: generation.folder, as: generation.manifest.body.profile == nil ? .imported : .issued)
    }
}

extension Renewal.Result {
    /// The number of the generation that was written; nil where none was.
    var generation: Int? { if case .issued(_, let generation) = self { generation } else { nil } }

    /// Until when it is postponed; nil where it is not.
    var postponedUntil: Timestamp? { if case .postponed(let end) = self { end } else { nil } }

    /// Whether nothing is due by a clock that may be right.
    var isNotDue: Bool { if case .notDue(clockIsWrong: false) = self { true } else { false } }
}

extension SerialNumber {
    /// Whether the other number is this one and a step of 1 to 2^32.
    func isStep(before other: SerialNumber?) -> Bool {
        guard let other, other > self, other.octets.count <= octets.count + 1 else { return false }
        var (step, borrow) = (0, 0)
        let own = Array(repeating: 0, count: other.octets.count - octets.count) + octets.map(Int.init)
        for (index, octet) in other.octets.enumerated().reversed() {
            var digit = Int(octet) - own[index] - borrow
            borrow = digit < 0 ? 1 : 0
            digit += borrow * 256
            let place = other.octets.count - 1 - index
            if digit > 0, place > 4 { return false }
            if place <= 4 { step += digit << (8 * place) }
        }
        return (1...(1 << 32)).contains(step)
    }
}
