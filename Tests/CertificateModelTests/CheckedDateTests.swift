import CertificateModel
import Testing

@Suite("A date that is wrong")
struct CheckedDateTests {
    private let contents: CertificateContents

    init() throws { contents = try ModelSample.plan(.interoperable).identity }

    /// The rows that are marked in the table of a certificate, each with how its check ended.
    private func marked(_ contents: CertificateContents, at now: Timestamp) -> [String] {
        let member = DecodedCertificate(contents: contents, sha256: [], file: "identity.pem")
        let set = ThirdPartySet(identity: member, intermediates: [], root: member, isSelfSigned: true)
        let checks = Judgement.checks(of: set, coverage: [], level: .medium, clock: IgnitionClock(reading: now)).filter
        { $0.check == .inDate }
        return FieldTable(.identity, contents, checks: checks).rows.compactMap { row in
            row.finding.map { "\(row.field.rawValue): \($0.verdict.rawValue)" }
        }
    }

    @Test func `is marked in its own row, and the other one is not`() {
        #expect(marked(contents, at: contents.notBefore.adding(seconds: -1)) == ["Valid From: fail"])
        #expect(marked(contents, at: contents.notBefore) == [])
        #expect(marked(contents, at: contents.notAfter) == ["Valid To: warn"])
        #expect(marked(contents, at: contents.notAfter.adding(seconds: 1)) == ["Valid To: fail"])
    }

    @Test func `is marked where it cannot be decoded, and so are both where neither can`() {
        let broken = Undecodable(octets: [0x17, 0x01, 0x78], reason: "it is none")
        var contents = contents
        contents.undecodable[.validFrom] = broken
        #expect(marked(contents, at: contents.notBefore) == ["Valid From: fail"])
        contents.undecodable[.validTo] = broken
        #expect(marked(contents, at: contents.notBefore) == ["Valid From: fail", "Valid To: fail"])
        contents.undecodable[.validFrom] = nil
        #expect(marked(contents, at: contents.notBefore) == ["Valid To: fail"])
    }
}
