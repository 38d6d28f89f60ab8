import CertificateEngine
import CertificateModel
import Testing

/// What each level says of each set that the real openssl made: every wrong one is wrong in one respect.
@Suite struct ImportedSetJudgementTests {
    /// A set judged at a moment; its identity is in the trusted store where that is not what is looked at.
    static func judge(
        _ file: String, _ level: CheckLevel, isTrusted: Bool = true, live: String? = nil
    ) throws -> Judgement {
        let objects = try ThirdParty.objects(file)
        let identity = try PreparedImport(objects, in: ImportContext()).identityDER
        let prepared = try PreparedImport(
            objects,
            in: ImportContext(
                trusted: isTrusted ? [identity] : [], liveIdentity: try live.map { try ThirdParty.certificate($0) }))
        return Judgement(
            prepared.set, for: try ThirdParty.server(), level: level, clock: IgnitionClock(reading: ThirdParty.clock))
    }

    /// `in-date!` for a check that fails, `names?` for one that warns, in the order of the checks.
    static func summary(_ judgement: Judgement) -> String {
        let wrong = judgement.certificates.flatMap(\.checks).filter { $0.verdict != .pass }
        return wrong.map { $0.check.rawValue + ($0.verdict == .fail ? "!" : "?") }.joined(separator: " ")
    }

    @Test(
        "a set that is wrong in one respect is kept out by that check alone, at the levels that ask",
        arguments: WrongSet.table)
    func isWrong(wrong: WrongSet) throws {
        #expect(CheckLevel.all.map(\.description) == WrongSet.everyLevel)
        for level in CheckLevel.all {
            let judgement = try Self.judge(wrong.file, level)
            let isRefused = wrong.refusedAt.contains(level.description)
            #expect(Self.summary(judgement) == wrong.check.rawValue + (isRefused ? "!" : "?"), "\(level)")
            #expect(judgement.refusals == (isRefused ? [Refusal(wrong.sentence, hint: wrong.hint)] : []))
            let remarks = judgement.set.remarks
            #expect(judgement.warnings == (isRefused ? remarks : [wrong.sentence] + remarks))
            let found = judgement.certificates.flatMap(\.checks).filter { $0.verdict != .pass }
            #expect(found.map(\.hint) == [wrong.hint])
            // The table shows it in the row that it is about, of the identity.
            let rows = judgement.certificates.flatMap(\.table.rows).filter { $0.finding != nil }
            #expect(rows.map(\.field) == wrong.rows)
        }
    }

    @Test(
        "a good set passes every check at every level",
        arguments: [
            "good.pem", "good-reversed.pem", "ed25519.pem", "p384.pem", "names-10000.pem", "cross-signed.pem",
        ])
    func isGood(file: String) throws {
        for level in CheckLevel.all { #expect(Self.summary(try Self.judge(file, level)) == "", "\(level)") }
    }

    @Test("what a good set passes is said of each certificate, from the root to the identity")
    func passes() throws {
        let judgement = try Self.judge("good.pem", try CheckLevel(name: "high+remote"))
        let said = judgement.certificates.map { certificate in
            ["\(certificate.kind)"] + certificate.checks.map { "\($0.check.rawValue): \($0.detail)" }
        }
        #expect(
            said == [
                [
                    "root", "in-date: valid until 2036-01-30T12:00:00Z", "key-size: EC key of 256 bits",
                    "critical-extensions: every critical extension is known",
                ],
                [
                    "intermediate", "in-date: valid until 2031-01-30T12:00:00Z", "key-size: EC key of 256 bits",
                    "signature-algorithm: signed with ecdsa-with-SHA256",
                    "critical-extensions: every critical extension is known",
                ],
                [
                    "identity", "in-date: valid until 2027-01-30T12:00:00Z", "key-size: RSA key of 2048 bits",
                    "signature-algorithm: signed with ecdsa-with-SHA256",
                    "critical-extensions: every critical extension is known",
                    "chain: leads to the root \"Example Root CA\"", "end-entity: it may sign no certificates",
                    "key-usage: Digital Signature, Key Encipherment",
                    "extended-key-usage: Server Authentication, Client Authentication",
                    "self-signed: issued by \"Example Issuing CA\"",
                    "names: covers every name and address of this server",
                    "reflected: it is not the one that this server has already",
                    "trusted: it is in the trusted certificate store",
                ],
            ])
    }

    @Test("the level high wants the certificate in the trusted store, and not the one that is there already")
    func high() throws {
        for level in CheckLevel.all {
            let isHigh = WrongSet.high.contains(level.description)
            let untrusted = try Self.judge("good.pem", level, isTrusted: false)
            #expect(Self.summary(untrusted) == (isHigh ? "trusted!" : ""))
            let reflected = try Self.judge("good.pem", level, live: "identity.pem")
            #expect(Self.summary(reflected) == (isHigh ? "reflected!" : ""))
            guard isHigh else { continue }
            #expect(
                untrusted.refusals == [
                    Refusal(
                        "\"ipo1.example.com\" is not in the trusted certificate store",
                        hint: "put its PEM file into the store's folder \"trusted\", or use the level \"medium\"")
                ])
            #expect(
                reflected.refusals == [
                    Refusal(
                        "\"ipo1.example.com\" is the certificate that this server has already",
                        hint: "do not import it again")
                ])
        }
    }

    @Test("every name of the server stands beside the one that covers it")
    func coverage() throws {
        let rows = try Self.judge("wildcard.pem", .medium).coverage.map { row in
            "\(row.role) \(row.name): \(row.coveredBy?.description ?? "nothing")"
        }
        #expect(
            rows == [
                "host name DNS:ipo1.example.com: DNS:*.example.com", "LAN1 address IP:192.168.42.1: IP:192.168.42.1",
                "LAN1 address IP:2001:db8::1: IP:2001:db8::1", "LAN2 address IP:10.1.1.1: IP:10.1.1.1",
            ])
        let missing = try Self.judge("no-lan2.pem", .medium).coverage.filter { $0.coveredBy == nil }
        #expect(missing.map(\.name.description) == ["IP:10.1.1.1"])
    }
}
