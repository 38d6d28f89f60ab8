import CertificateEngine
import CertificateModel
import Testing

/// More certificates than anybody hands over on purpose.
@Suite struct ManyCertificatesTests {
    /// The certificate with other octets in the place of a text that it holds, and so with a wrong signature.
    private func forged(_ der: [UInt8], _ text: [UInt8], _ number: Int) throws -> [UInt8] {
        let place = try #require((0...(der.count - text.count)).first { Array(der[$0..<($0 + text.count)]) == text })
        var forged = der
        let digits = Array(String(100_000 + number).utf8)
        forged.replaceSubrange(place..<(place + digits.count), with: digits)
        return forged
    }

    @Test("the chain is found among 10,000 certificates that do not belong to it")
    func found() throws {
        var objects = try ThirdParty.objects("wildcard.pem")
        let other = try ThirdParty.certificate("unrelated.pem")
        let strangers = try (0..<10_000).map { number in
            ImportedCertificate(
                der: try forged(other, Array("unrelated.example.com".utf8), number), file: "strangers.pem")
        }
        objects.certificates = strangers + objects.certificates
        let set = try PreparedImport(objects, in: ImportContext()).set
        #expect(set.members.map(\.member.name) == ["Example Root CA", "Example Issuing CA", "ipo1.example.com"])
        #expect(
            set.remarks
                == (0..<5).map {
                    "left out \"10000\($0)ted.example.com\" (file \"strangers.pem\"): it did not sign \"ipo1.example.com\""
                } + ["and 9995 more"])
    }

    @Test("10,000 certificates that pretend to be the authority end in a refusal, soon")
    func forgeries() throws {
        var objects = try ThirdParty.objects("wildcard.pem")
        let issuing = try ThirdParty.certificate("issuing.pem")
        // Only its serial number differs: each signed the identity, and none is signed by the root.
        let contents = try CertificateReader.contents(der: issuing)
        let serial = try #require(contents.serial.value).octets
        objects.certificates += try (0..<10_000).map { number in
            ImportedCertificate(der: try forged(issuing, serial, number), file: "forgeries.pem")
        }
        let refusal = #expect(throws: Refusal.self) { try PreparedImport(objects, in: ImportContext()) }
        #expect(
            refusal
                == Refusal(
                    "the chain of \"ipo1.example.com\" cannot be found: too many certificates have the names of its "
                        + "authorities",
                    hint: "give only the certificates of this server's chain"))
    }

    @Test("of two certificates of one authority, the one that lasts longer is taken, whatever the order")
    func renewed() throws {
        let chains = try OddChains()
        try chains.issue("root", named: "Root", by: nil)
        try chains.issue("old", named: "Issuing", by: "root", days: 10)
        try chains.issue("new", named: "Issuing", by: "root", days: 1000)
        try chains.issue("leaf", named: "leaf.example.com", by: "old", key: "identity")
        for objects in [
            try chains.objects("leaf", "old", "new", "root", key: "identity"),
            try chains.objects("new", "old", "root", "leaf", key: "identity"),
        ] {
            let set = try PreparedImport(objects, in: ImportContext()).set
            #expect(set.intermediates.map(\.file) == ["new.pem"])
            #expect(
                set.remarks == ["left out \"Issuing\" (file \"old.pem\"): the chain does not need it"])
        }
    }

    @Test("without the root that an authority is known by, the chain goes on to the one that signed it too")
    func crossed() throws {
        var objects = try ThirdParty.objects("cross-signed.pem")
        let root = try ThirdParty.certificate("root.pem")
        objects.certificates.removeAll { $0.der == root }
        let crossed = try PreparedImport(objects, in: ImportContext())
        #expect(
            crossed.set.members.map(\.member.name) == [
                "Example Old Root CA", "Example Root CA", "Example Issuing CA", "ipo1.example.com",
            ])
        let generation = try TemporaryGeneration(crossed.files())
        try withExtendedLifetime(generation) { try GenerationVerifier.verify(folder: generation.path, as: .imported) }
        // The given ones make a chain, so the trusted store is not asked, although it has a shorter one.
        let same = try PreparedImport(objects, in: ImportContext(trusted: [root]))
        #expect(same.chainDER == crossed.chainDER)
    }
}
