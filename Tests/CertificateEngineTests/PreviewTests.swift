import CertificateEngine
import CertificateModel
import Testing

/// What is planned, and what is signed.
@Suite struct PreviewTests {
    @Test(
        "the planned table equals the decoded one in every row that is not random",
        arguments: SamplePlan.allCases, Profile.allCases)
    func planned(sample: SamplePlan, profile: Profile) throws {
        let plan = try sample.plan(profile)
        let signed = try PreparedIgnition(plan: plan, keys: try SampleKeys.drawn())
        for (planned, decoded) in [
            (FieldTable.root(of: plan), signed.rootTable), (FieldTable.identity(of: plan), signed.identityTable),
        ] {
            #expect(decoded.rows.count == 17)
            for (row, final) in zip(planned.rows, decoded.rows) {
                #expect(!final.isPending, "\(final.field.rawValue)")
                #expect(row.departs == final.departs, "\(final.field.rawValue)")
                if row.isPending {
                    #expect([.serialNumber, .subjectKeyIdentifier, .signature].contains(row.field))
                } else {
                    #expect(row == final, "\(final.field.rawValue)")
                }
            }
        }
    }

    @Test("the identity's serial number is the root's plus one", arguments: Profile.allCases)
    func serials(profile: Profile) throws {
        let keys = try SampleKeys.drawn()
        let signed = try PreparedIgnition(plan: try SamplePlan.plain.plan(profile), keys: keys)
        #expect(signed.root.serial == .known(keys.rootSerial))
        #expect(signed.identity.serial.value == keys.rootSerial.next)
        #expect(keys.rootSerial.octets.count == 20)
    }

    @Test("the other profile differs where the specification says so, and nowhere else")
    func profiles() throws {
        let keys = try SampleKeys.drawn()
        let plan = try SamplePlan.everything.plan(.interoperable)
        let one = try PreparedIgnition(plan: plan, keys: keys)
        let other = try PreparedIgnition(plan: plan.with(.documented), keys: keys)
        func differing(_ left: FieldTable, _ right: FieldTable) -> Set<CertificateField> {
            Set(zip(left.rows, right.rows).filter { $0.contents != $1.contents }.map(\.0.field))
        }
        #expect(differing(one.rootTable, other.rootTable) == [.subjectAlternativeNames, .signature])
        #expect(
            differing(one.identityTable, other.identityTable)
                == [.subject, .issuedTo, .keyUsage, .basicConstraints, .signature])
    }

    @Test("signing the same plan with the same material again gives the same octets")
    func repeatable() throws {
        let keys = try SampleKeys.drawn()
        let plan = try SamplePlan.everything.plan(.interoperable)
        let first = try PreparedIgnition(plan: plan, keys: keys)
        let second = try PreparedIgnition(plan: plan, keys: keys)
        #expect(first.rootDER == second.rootDER && first.identityDER == second.identityDER)
        #expect(first.rootSHA256 == second.rootSHA256 && first.rootSHA256 != first.identitySHA256)
    }
}
