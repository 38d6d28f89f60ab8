import CertificateEngine
public import CertificateModel
import CertificateStore

/// The history of a store: its generations.
public struct History: Sendable {
    let installation: Installation

    /// The history of a server.
    public init(_ installation: Installation) { self.installation = installation }

    /// Every generation, the newest first; at least one.
    public func entries() throws(OperationError) -> [HistoryEntry] {
        try OperationError.facts {
            let store = installation.store
            // What is in the place of the link takes nothing away from the generations.
            let live = try store.linkedNumber()
            // A journal that cannot be read takes nothing away from the generations.
            let journal = try? store.journal()
            let numbers = try store.generations()
            // An empty store is an error, as in the other commands: it may be the wrong folder.
            if numbers.isEmpty { throw OperationError.notIgnited(store: store.layout.folder) }
            let (warnings, clock) = (installation.storeWarnings, installation.world.clock())
            let present = live.flatMap { try? LiveCertificates(store.generation($0)) }
            return numbers.reversed().map { number in
                // A damaged generation is one entry of the history, and hides no other.
                do {
                    let (generation, wasServed) = (try store.generation(number), journal?.wasServed(number))
                    return HistoryEntry(
                        generation: number, isLive: number == live, wasServed: wasServed,
                        confirmed: generation.manifest.body.confirmed
                            ?? journal?.confirmed(number, asReturn: false),
                        confirmedReturn: journal?.confirmed(number, asReturn: true),
                        rollback: number == live
                            ? nil
                            : try? Rollback.confirmation(
                                of: generation, from: present, wasServed: wasServed, at: clock,
                                warnings: warnings),
                        contents: .whole(try Self.record(of: generation)))
                } catch {
                    return HistoryEntry(
                        generation: number, isLive: number == live, wasServed: journal?.wasServed(number),
                        contents: .damaged(problem: OperationError(error).problem))
                }
            }
        }
    }

    private static func record(of generation: Generation) throws -> HistoryRecord {
        let body = generation.manifest.body
        let identity = try generation.member("identity.pem").contents
        let names = identity.subjectAlternativeNames?.value ?? []
        let server = try? generation.server()
        return HistoryRecord(
            created: body.created, operator: body.operator, command: body.command, reason: body.reason,
            profile: body.profile, level: body.level, hostName: body.hostName.value,
            names: names, origins: server.map { names.map($0.origin) } ?? [],
            certificates: body.certificates.map {
                .init(
                    kind: $0.kind, subject: $0.subject, serial: $0.serial, sha256: $0.sha256,
                    notBefore: $0.notBefore, notAfter: $0.notAfter)
            })
    }
}
