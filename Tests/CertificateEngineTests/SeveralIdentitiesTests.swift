import CertificateEngine
import CertificateModel
import Testing

@Suite("Of several certificates whose private keys are there")
struct SeveralIdentitiesTests {
    /// The set of these files. The certificate that fits the server best is served, or the chosen one.
    private static func prepare(_ files: [String], chosen: [UInt8]? = nil) throws -> PreparedImport {
        var objects = ImportedObjects()
        for file in files { objects.append(try ThirdParty.objects(file)) }
        return try PreparedImport(objects, in: ImportContext(now: ThirdParty.clock)) { candidates in
            if let index = candidates.firstIndex(where: { $0.sha256 == chosen }) {
                return ServedCertificate(chosen: index, among: candidates.count)
            }
            guard
                let served = ServedCertificate(among: candidates, for: try ThirdParty.server(), at: ThirdParty.clock)
            else { throw SeveralIdentities(candidates) }
            return served
        }
    }

    @Test(
        "the one is served that fits this server best, and the others are left out with the reason",
        arguments: [
            (["wrong-host.pem", "p384.pem"], "p384.pem", "wrong-host.pem", "it covers fewer names of this server"),
            (["ed25519.pem", "no-lan2.pem"], "ed25519.pem", "no-lan2.pem", "it covers fewer names of this server"),
            (["expired.pem", "p384.pem"], "p384.pem", "expired.pem", "it is not in date"),
            (["expired.pem", "no-lan2.pem"], "no-lan2.pem", "expired.pem", "it is not in date"),
            (["p384.pem", "not-yet.pem"], "p384.pem", "not-yet.pem", "it is not in date"),
            (["ca-identity.pem", "p384.pem"], "p384.pem", "ca-identity.pem", "it is the certificate of an authority"),
            // Two certificates of one key are no others.
            (["good.pem", "wrong-host.pem"], "good.pem", "wrong-host.pem", "it covers fewer names of this server"),
        ])
    func fitting(files: [String], taken: String, other: String, reason: String) throws {
        for files in [files, files.reversed()] {
            let prepared = try Self.prepare(files)
            #expect(prepared.set.identity.file == taken)
            #expect(prepared.set.remarks.contains("left out \"ipo1.example.com\" (file \"\(other)\"): \(reason)"))
            let folder = try TemporaryGeneration(try prepared.files())
            try withExtendedLifetime(folder) { try GenerationVerifier.verify(folder: folder.path, as: .imported) }
        }
    }

    @Test("those that fit it alike are told, so that the operator can choose one")
    func alike() throws {
        let error = #expect(throws: SeveralIdentities.self) {
            try Self.prepare(["p384.pem", "ed25519.pem", "expired.pem"])
        }
        let candidates = try #require(error).candidates
        #expect(candidates.map(\.file) == ["p384.pem", "ed25519.pem", "expired.pem"])
        let text = candidates.map { one in
            "\"ipo1.example.com\" (serial \(one.contents.serial.value?.description ?? ""), file \"\(one.file)\")"
        }
        #expect(
            error?.problem
                == "3 certificates with their private keys were given: \(text[0]), \(text[1]) and \(text[2])")
        #expect(error?.hint == "give only the one that the server is to serve")
        for (chosen, other) in [(0, 1), (1, 0), (2, 0)] {
            let prepared = try Self.prepare(
                ["p384.pem", "ed25519.pem", "expired.pem"], chosen: candidates[chosen].sha256)
            #expect(prepared.set.identity.sha256 == candidates[chosen].sha256)
            #expect(
                prepared.set.remarks.contains(
                    "left out \"ipo1.example.com\" (file \"\(candidates[other].file)\"): another one was chosen for "
                        + "this server"))
        }
    }

    @Test("a private key that belongs to no certificate is left out, which is said")
    func unused() throws {
        for files in [["good.pem", "other.key"], ["other.key", "good.pem"], ["other.key", "good.pem", "other.key"]] {
            let prepared = try Self.prepare(files)
            #expect(prepared.set.identity.file == "good.pem")
            #expect(
                prepared.set.remarks.last
                    == "left out a private key in \"other.key\": it belongs to none of the certificates")
        }
    }
}
