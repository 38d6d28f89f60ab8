import CertificateEngine
import CertificateModel

/// What a server sends, as a client finds it.
struct ServedChain {
    /// The server's certificate, then what else it sends.
    let sent: [[UInt8]]
    /// The client's roots.
    let trusted: [[UInt8]]
    let now: Timestamp
    /// The name that the client asks for; nil if it asks for none.
    let name: GeneralName?

    /// What keeps a client out at this level; the first one is nil if the certificate is none at all.
    func refusals(_ level: CheckLevel) -> [Refusal] {
        guard let first = sent.first, let certificate = try? Certificate(der: first) else {
            return [Refusal("it is not a certificate", hint: "")]
        }
        var members = sent.dropFirst().compactMap { der in
            (try? Certificate(der: der)).map { PathMember($0, file: "sent") }
        }
        members += trusted.compactMap { der in
            (try? Certificate(der: der)).map {
                PathMember($0, file: "trusted", trust: .store, isSent: false, isNear: false)
            }
        }
        let path = PathBuilder(from: PathMember(certificate, file: "sent"), now: now) { hash in
            members.filter { $0.certificate.subjectHash == hash }
        }.path()
        let set = path.set(isTrusted: false, isReflected: false)
        let names = certificate.contents.subjectAlternativeNames?.value ?? []
        return Judgement.checks(
            of: set, coverage: Coverage.of(name.map { [$0] } ?? [], as: Coverage.inUse, by: names), level: level,
            clock: IgnitionClock(reading: now)
        ).compactMap(\.refusal)
    }
}
