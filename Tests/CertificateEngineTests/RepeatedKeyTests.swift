import CertificateEngine
import CertificateModel
import Testing

/// A private key that is given several times: alone, in a combined file, encrypted.
@Suite struct RepeatedKeyTests {
    @Test(
        "a key that is given again is taken once",
        arguments: [
            ["identity.key", "good.pem"], ["good.pem", "identity.key"], ["identity.key", "identity.key", "good.pem"],
            ["good.pem", "identity-encrypted.key"], ["identity.key", "good.p12"], ["legacy.p12", "good.p12"],
        ])
    func once(files: [String]) throws {
        var objects = ImportedObjects()
        for file in files { objects.append(try ThirdParty.objects(file)) }
        #expect(objects.keys.count > 1)
        let prepared = try PreparedImport(objects, in: ImportContext())
        #expect(prepared.identityDER == (try ThirdParty.certificate("identity.pem")))
        #expect(prepared.set.remarks.filter { !$0.contains("were not in order") } == [])
        let folder = try TemporaryGeneration(try prepared.files())
        try withExtendedLifetime(folder) { try GenerationVerifier.verify(folder: folder.path, as: .imported) }
    }
}
