import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// Sets that are whole and do not hold, and octets that somebody changed.
@Suite struct OddSetTests {
    @Test(
        "a chain that is whole and does not hold is kept out at every level, with what is wrong",
        arguments: [
            (
                "basicConstraints=CA:FALSE", .endEntity,
                "may not sign certificates: its Basic Constraints say that it is not a CA"
            ),
            (
                "basicConstraints=critical,CA:TRUE\\nkeyUsage=cRLSign", .keyUsage,
                "may not sign certificates: its Key Usage does not have Certificate Signing"
            ),
            (
                "basicConstraints=CA:TRUE\\nextendedKeyUsage=clientAuth", .purposes("Client Authentication"),
                "may not sign certificates of servers: it is for Client Authentication only"
            ),
        ] as [(String, ThirdPartySet.ChainProblem.Unfitness, String)])
    func unfit(extensions: String, unfitness: ThirdPartySet.ChainProblem.Unfitness, reason: String) throws {
        let chains = try OddChains()
        try chains.issue("root", named: "Root", by: nil)
        try chains.issue("middle", named: "Middle", by: "root", extensions: extensions)
        try chains.issue(
            "leaf", named: "leaf.example.com", by: "middle", key: "identity", extensions: "keyUsage=digitalSignature")
        let objects = try chains.objects("leaf", "middle", "root", key: "identity")
        let set = try PreparedImport(objects, in: ImportContext()).set
        #expect(set.chainProblem == .unfitAuthority("Middle", unfitness))
        for level in CheckLevel.all {
            let judgement = Judgement(
                set, for: try ThirdParty.server(), level: level,
                clock: IgnitionClock(reading: set.identity.contents.notBefore))
            #expect(
                judgement.refusals.contains(
                    Refusal(
                        "\"leaf.example.com\" does not lead to \"Root\": \"Middle\" \(reason)",
                        hint: "ask the certificate authority for another chain of certificates")))
        }
    }

    @Test("an identity that a client would refuse for its own purpose still has a chain that holds")
    func purposeOfTheIdentity() throws {
        #expect(
            try PreparedImport(try ThirdParty.objects("client-only.pem"), in: ImportContext()).set.chainProblem == nil)
    }

    @Test("the hash of an RSASSA-PSS signature is named, so that SHA-1 is not passed over")
    func hash() throws {
        let fixtures = try ThirdParty.folder.get()
        for (option, name) in [("-sha1", "rsassaPss with SHA1"), ("-sha256", "rsassaPss with SHA256")] {
            let pem = try ShellCommand(
                """
                openssl req -x509 -key \(fixtures)/identity.key -subj /CN=pss -days 10 \(option) \
                -sigopt rsa_padding_mode:pss
                """)
            let der = try #require(CertificateReader.pem(Array(pem.output.utf8)).first)
            #expect(try CertificateReader.contents(der: der).signatureAlgorithm == name)
        }
    }

    @Test("one changed octet makes a refusal or another set, and nothing else")
    func changed() throws {
        var random = SeededGenerator(seed: 77)
        let good = try ThirdParty.objects("good.pem")
        var refused = 0
        for round in 0..<600 {
            var objects = good
            let victim = Int.random(in: 0..<3, using: &random)
            var der = objects.certificates[victim].der
            der[Int.random(in: 0..<der.count, using: &random)] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
            objects.certificates[victim] = ImportedCertificate(der: der, file: "changed.pem")
            do {
                let prepared = try PreparedImport(objects, in: ImportContext())
                // Whoever changed it has no key to sign it with: only a root's own signature stands for nothing.
                #expect(prepared.chainDER.isEmpty == false, "round \(round)")
                let folder = try TemporaryGeneration(try prepared.files())
                try withExtendedLifetime(folder) {
                    guard prepared.set.chainProblem == nil else { return }
                    try GenerationVerifier.verify(folder: folder.path, as: .imported)
                }
            } catch let refusal as Refusal {
                #expect(!refusal.problem.isEmpty && !refusal.hint.isEmpty, "round \(round)")
                refused += 1
            }
        }
        #expect(refused > 500, "\(refused)")
    }
}
