import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// Encodings that can be read, and that clients refuse.
@Suite struct EncodingFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let certificate: @Sendable (inout HostileCertificate) -> Void
        let sentence: String
        let field: CertificateField?
        var isRefused = true
        var testDescription: String { sentence }
    }

    private static let usage = DERWriter.extension("2.5.29.15", DERWriter.bits([0x80], unused: 7))
    private static let policy = DERWriter.extension("2.5.29.32", DERWriter.sequence())

    static let cases: [Case] = [
        Case(
            certificate: { $0.notAfter = DERWriter.text(0x18, "20300101000000Z") },
            sentence:
                "\"subject\" has Valid To in a form that RFC 5280 does not allow there (section 4.1.2.5), and some "
                + "clients (Go, Python) refuse it", field: .validTo),
        Case(
            certificate: { $0.notBefore = DERWriter.text(0x18, "20250101000000Z") },
            sentence:
                "\"subject\" has Valid From in a form that RFC 5280 does not allow there (section 4.1.2.5), and some "
                + "clients (Go, Python) refuse it", field: .validFrom),
        Case(
            certificate: { $0.extensions = [policy, usage, policy, policy] },
            sentence:
                "\"subject\" has the extension \"Certificate Policies\" more than once, which clients refuse (RFC 5280 "
                + "section 4.2)", field: nil),
        Case(
            certificate: { $0.extensions = [DERWriter.extension("1.2.3.4"), usage, DERWriter.extension("1.2.3.4")] },
            sentence:
                "\"subject\" has the extension \"1.2.3.4\" more than once, which clients refuse (RFC 5280 section 4.2)",
            field: nil),
        Case(
            certificate: {
                $0.version = []
                $0.extensions = [usage]
            },
            sentence:
                "\"subject\" has extensions, which X.509 version 1 does not have, and some clients (Go, Python) refuse "
                + "it", field: .version, isRefused: false),
    ]

    @Test(
        "what stands on the list of the level medium is refused from it on, and all is a warning else", arguments: cases
    )
    func refused(one: Case) throws {
        let decoded = try Certificate(der: HostileCertificate(one.certificate).der).decoded(from: "odd.der")
        let set = ThirdPartySet(identity: decoded, intermediates: [], root: decoded, isSelfSigned: true)
        for (name, verdict) in [("low", CheckResult.Verdict.warn), ("medium", .fail), ("high", .fail)] {
            let checks = Judgement.checks(
                of: set, coverage: [], level: try CheckLevel(name: name),
                clock: IgnitionClock(reading: decoded.contents.notBefore))
            let found = checks.filter { $0.check == .encoding }
            #expect(found.map(\.detail) == [one.sentence] && found.first?.verdict == (one.isRefused ? verdict : .warn))
            #expect(found.first?.fields == (one.field.map { [$0] } ?? []))
        }
    }

    @Test("a usual certificate has none")
    func usual() throws {
        let contents = try Certificate(der: HostileCertificate { $0.extensions = [Self.usage, Self.policy] }.der)
            .contents
        #expect(contents.encodingFaults == [])
        // Dates from 2050 on are GeneralizedTime.
        let late = HostileCertificate { $0.notAfter = DERWriter.text(0x18, "20500101000000Z") }
        #expect(try Certificate(der: late.der).contents.encodingFaults == [])
    }
}
