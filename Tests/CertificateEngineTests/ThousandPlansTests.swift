import CertificateEngine
import CertificateModel
import Testing

/// What holds for every plan, tried on a thousand.
@Suite struct ThousandPlansTests {
    @Test("each of a thousand plans is refused with a reason, or signed and read back as planned")
    func thousand() throws {
        var accepted = 0
        var serials: Set<SerialNumber> = []
        for seed in 0..<UInt64(1000) {
            var answers = RandomAnswers(seed: seed)
            let plan: Plan
            do { plan = try answers.plan() } catch let refusal as Refusal {
                #expect(!refusal.problem.isEmpty && !refusal.hint.isEmpty, "seed \(seed)")
                continue
            }
            accepted += 1
            let prepared = try PreparedIgnition(plan: plan, keys: try SampleKeys.drawn())
            try check(prepared.root, against: plan.root, "the root of seed \(seed)")
            try check(prepared.identity, against: plan.identity, "the identity of seed \(seed)")
            #expect(prepared.identity.authorityKeyIdentifier == prepared.root.subjectKeyIdentifier, "seed \(seed)")
            if let serial = prepared.root.serial.value { serials.insert(serial) }
        }
        #expect(serials.count == accepted)
        // Both outcomes have to be common, or the thousand say little.
        #expect((250...900).contains(accepted), "\(accepted) of the plans were accepted")
    }

    /// The certificate is the plan with what was drawn filled in, and nothing else.
    private func check(_ decoded: CertificateContents, against plan: CertificateContents, _ what: Comment) throws {
        let serial = try #require(decoded.serial.value, what)
        #expect(serial.isPositive && serial.octets.count <= 20, what)
        #expect(decoded.subjectKeyIdentifier?.value?.count == 20, what)
        #expect(decoded.signature.value?.count == 256, what)
        var expected = plan
        expected.serial = decoded.serial
        expected.signature = decoded.signature
        expected.subjectKeyIdentifier = decoded.subjectKeyIdentifier
        expected.authorityKeyIdentifier = plan.authorityKeyIdentifier == nil ? nil : decoded.authorityKeyIdentifier
        #expect(decoded == expected, what)
    }
}
