import CertificateEngine
import CertificateModel
import CertificateStore
import ScreenKit

/// What `history` prints: every generation of the store, the newest first.
struct GenerationHistory: Encodable {
    struct Certificate: Encodable {
        let kind, subject, serial, sha256, notBefore, notAfter: String
    }

    struct Entry: Encodable {
        let generation: Int
        let live: Bool
        /// Why it cannot be read; the rest is absent then.
        var damage: String?
        var created, command, reason, profile, level, hostName: String?
        var `operator`: Operator?
        var subjectAlternativeNames: [String]?
        var certificates: [Certificate]?
    }

    let generations: [Entry]

    init(_ store: Store) throws {
        let live = try store.liveNumber()
        generations = try store.generations().reversed().map { number in
            Self.entry(number, isLive: number == live, store)
        }
    }

    /// A generation that is damaged is one line of the history, and hides no other.
    private static func entry(_ number: Int, isLive: Bool, _ store: Store) -> Entry {
        var entry = Entry(generation: number, live: isLive)
        do {
            let generation = try store.generation(number)
            let body = generation.manifest.body
            entry.created = body.created
            entry.command = body.command
            entry.reason = body.reason
            entry.profile = body.profile
            entry.level = body.level
            entry.hostName = body.hostName.value
            entry.operator = body.operator
            entry.certificates = body.certificates.map {
                Certificate(
                    kind: $0.kind, subject: $0.subject, serial: $0.serial, sha256: $0.sha256,
                    notBefore: $0.notBefore, notAfter: $0.notAfter)
            }
            let identity = try generation.member("identity.pem").contents
            entry.subjectAlternativeNames = identity.subjectAlternativeNames?.value.map(\.description)
        } catch {
            entry.damage = CommandFailure(describingAny: error).problem
        }
        return entry
    }

    func print(as format: OutputFormat) throws {
        guard format == .table else { return try Console.say(json: self) }
        guard !generations.isEmpty else { return try Console.say("The store holds no generation.") }
        try Console.say(generations.map(Self.text).joined(separator: "\n"))
    }

    private static func text(of entry: Entry) -> String {
        let head = "\(entry.live ? "*" : " ") \(entry.generation)"
        if let damage = entry.damage { return "\(head)  DAMAGED: \(TextWidth.clean(damage))\n" }
        var lines = ["\(head)  \(clean(entry.created))  \(clean(entry.command))  \(clean(entry.hostName))"]
        if let person = entry.operator { lines.append("      by            \(text(of: person))") }
        if let reason = entry.reason { lines.append("      because       \(clean(reason))") }
        lines.append("      names         \(clean(entry.subjectAlternativeNames?.joined(separator: ", ")))")
        for certificate in entry.certificates ?? [] {
            lines.append(
                "      \(padded(certificate.kind))\(clean(certificate.notBefore)) to \(clean(certificate.notAfter)), "
                    + "serial \(clean(certificate.serial))")
            lines.append("                    SHA-256 \(clean(certificate.sha256))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Who it was, also behind sudo and over SSH.
    private static func text(of person: Operator) -> String {
        var text = clean(person.login ?? "user \(person.uid)")
        if let user = person.sudoUser { text += ", through sudo of \(clean(user))" }
        if let client = person.sshClient { text += ", from \(clean(client))" }
        if let terminal = person.terminal { text += ", on \(clean(terminal))" }
        return text
    }

    private static func clean(_ text: String?) -> String { TextWidth.clean(text ?? "") }

    private static func padded(_ kind: String) -> String {
        TextWidth.clean(kind) + String(repeating: " ", count: max(14 - kind.count, 1))
    }
}
