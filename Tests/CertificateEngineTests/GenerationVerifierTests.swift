import CertificateEngine
import CertificateModel
import Testing

/// The check that runs on the files before a generation becomes the live one.
@Suite struct GenerationVerifierTests {
    private func generation(_ profile: Profile = .interoperable) throws -> TemporaryGeneration {
        try TemporaryGeneration(
            PreparedIgnition(plan: try SamplePlan.plain.plan(profile), keys: try SampleKeys.drawn()))
    }

    @Test("accepts what the engine writes, whatever the clock", arguments: SamplePlan.allCases, Profile.allCases)
    func accepts(sample: SamplePlan, profile: Profile) throws {
        let prepared = try PreparedIgnition(plan: try sample.plan(profile), keys: try SampleKeys.drawn())
        let folder = try TemporaryGeneration(prepared)
        try withExtendedLifetime(folder) { try GenerationVerifier.verify(folder: folder.path) }
    }

    @Test("accepts a generation whose root's key is elsewhere")
    func withoutRootKey() throws {
        let folder = try generation()
        try ShellCommand("rm \(folder.path)/root.key")
        try GenerationVerifier.verify(folder: folder.path)
    }

    @Test(
        "refuses, with a sentence that names the file",
        arguments: [
            ("cp root.key identity.key", "\"identity.key\" is not the key of \"identity.pem\""),
            ("cp identity.key root.key", "\"root.key\" is not the key of \"root.pem\""),
            ("rm identity.key", "\"identity.key\" is missing"),
            ("rm WebRootCA.pem", "\"WebRootCA.pem\" is missing"),
            ("cat root.pem identity.pem > fullchain.pem", "\"fullchain.pem\" does not start with"),
            ("cp identity.pem fullchain.pem", "\"fullchain.pem\" is not \"identity.pem\" followed by \"chain.pem\""),
            ("cp identity.pem chain.pem", "\"fullchain.pem\" is not \"identity.pem\" followed by \"chain.pem\""),
            ("cp identity.pem WebRootCA.pem", "\"WebRootCA.pem\" is not the certificate of \"root.pem\""),
            ("cp fullchain.pem identity.pem", "\"identity.pem\" holds 2 certificates"),
            (": > root.pem", "\"root.pem\" holds no certificate"),
            ("head -c 300 identity.pem > x; mv x identity.pem", "\"identity.pem\" cannot be decoded"),
            ("echo nothing > identity.key", "\"identity.key\" cannot be decoded"),
            (
                "cp identity.pem chain.pem; cat identity.pem identity.pem > fullchain.pem",
                "its certificate 2 did not sign certificate 1"
            ),
            ("rm root.pem; ln -s chain.pem root.pem", "\"root.pem\" in"),
        ])
    func refuses(damage: String, sentence: String) throws {
        let folder = try generation()
        #expect(try ShellCommand("cd \(folder.path) && \(damage)").status == 0)
        let error = #expect(throws: VerificationError.self) { try GenerationVerifier.verify(folder: folder.path) }
        #expect(error?.problem.contains(sentence) == true, "\(error?.problem ?? "")")
        #expect(error?.hint.isEmpty == false)
    }

    @Test("refuses a root of the same name and key identifier that did not sign the identity")
    func wrongRoot() throws {
        let folder = try generation()
        let other = try generation()
        // Another serial and signature, the same name and key: it did sign it, as far as any client can tell.
        try ShellCommand("cp \(other.path)/root.pem \(folder.path)/root.pem")
        let error = #expect(throws: VerificationError.self) { try GenerationVerifier.verify(folder: folder.path) }
        #expect(error?.problem == "\"chain.pem\" does not end with the certificate of \"root.pem\"")
    }

    @Test("refuses a root with the same name and another key")
    func foreignRoot() throws {
        let folder = try generation()
        let keys = KeyMaterial(
            rootKey: try PrivateKey.generateRSA2048(), identityKey: try SampleKeys.drawn().identityKey,
            rootSerial: try KeyMaterial.drawRootSerial())
        let other = try TemporaryGeneration(
            PreparedIgnition(plan: try SamplePlan.plain.plan(.interoperable), keys: keys))
        try ShellCommand(
            "cd \(folder.path); for f in root.pem root.key chain.pem WebRootCA.pem; do cp \(other.path)/$f .; done")
        try ShellCommand("cd \(folder.path); cat identity.pem root.pem > fullchain.pem")
        let error = #expect(throws: VerificationError.self) { try GenerationVerifier.verify(folder: folder.path) }
        #expect(error?.problem.contains("did not sign") == true, "\(error?.problem ?? "")")
    }

    @Test("refuses an identity whose signature was changed")
    func forged() throws {
        let prepared = try PreparedIgnition(plan: try SamplePlan.plain.plan(.interoperable), keys: SampleKeys.drawn())
        let folder = try TemporaryGeneration(prepared)
        var forged = prepared.identityDER
        forged[forged.count - 1] ^= 1
        let pem = try CertificateReader.pemText(der: forged)
        try folder.write("identity.pem", pem)
        try folder.write("fullchain.pem", pem + CertificateReader.pemText(der: prepared.rootDER))
        let error = #expect(throws: VerificationError.self) { try GenerationVerifier.verify(folder: folder.path) }
        #expect(error?.problem == "\"identity.pem\" does not lead to \"root.pem\": certificate signature failure")
    }
}
