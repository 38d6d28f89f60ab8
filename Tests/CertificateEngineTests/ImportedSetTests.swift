import CertificateEngine
import CertificateModel
import Testing

/// A third party's certificates put in order, from what the real openssl made.
@Suite struct ImportedSetTests {
    private func prepare(_ files: String..., trusted: [String] = []) throws -> PreparedImport {
        var objects = ImportedObjects()
        for file in files { objects.append(try ThirdParty.objects(file)) }
        return try PreparedImport(
            objects, in: ImportContext(trusted: try trusted.map { try ThirdParty.certificate($0) }))
    }

    @Test("a set is the same whatever the order of its certificates")
    func shuffled() throws {
        let objects = try ThirdParty.objects("good.pem", "unrelated.pem")
        let given = objects.certificates
        for order in Permutations.of(given.count) {
            var shuffled = objects
            shuffled.certificates = order.map { given[$0] }
            let prepared = try PreparedImport(shuffled, in: ImportContext())
            #expect(prepared.set.identity.name == "ipo1.example.com")
            #expect(prepared.set.intermediates.map(\.name) == ["Example Issuing CA"])
            #expect(prepared.set.root.name == "Example Root CA")
            #expect(prepared.set.identity.sha256 == CertificateReader.fingerprint(der: prepared.identityDER))
            #expect(
                prepared.chainDER == [
                    try ThirdParty.certificate("issuing.pem"), try ThirdParty.certificate("root.pem"),
                ])
        }
    }

    @Test(
        "a set of every kind is verified from its files, and stands there in order",
        arguments: [
            "good.p12", "legacy.p12", "good.pem", "good-reversed.pem", "ed25519.pem", "p384.pem", "wildcard.pem",
            "names-10000.pem",
            "cross-signed.pem", "expired.pem", "not-yet.pem", "near-end.pem", "wrong-host.pem", "no-lan2.pem",
            "weak-key.pem", "tiny-key.pem", "sha1.pem", "ca-identity.pem", "client-only.pem", "unknown-critical.pem",
            "no-key-usage.pem", "self-signed.pem",
        ])
    func files(file: String) throws {
        let prepared = try prepare(file)
        #expect(prepared.set.chainProblem == nil)
        #expect(prepared.set.isSelfSigned == (file == "self-signed.pem"))
        let files = try prepared.files()
        #expect(
            files.map(\.name) == [
                "root.pem", "identity.pem", "identity.key", "chain.pem", "fullchain.pem", "WebRootCA.pem",
            ])
        let folder = try TemporaryGeneration(files)
        try GenerationVerifier.verify(folder: folder.path, as: .imported)
        let full = try CertificateReader.pem(try folder.read("fullchain.pem"))
        #expect(full == (prepared.set.isSelfSigned ? [] : [prepared.identityDER]) + prepared.chainDER)
        // What clients of other makes do with the files.
        let client = try ShellCommand(
            """
            cd \(folder.path) && openssl verify -no_check_time -ignore_critical -CAfile root.pem -untrusted chain.pem \
            identity.pem && openssl pkey -in identity.key -pubout -out a && openssl x509 -in identity.pem -noout -pubkey \
            -out b && cmp a b
            """)
        withExtendedLifetime(folder) { #expect(client.status == 0, "\(client.output)") }
    }

    @Test(
        "an issued generation is still held to a server's purpose",
        arguments: ["client-only.pem", "unknown-critical.pem"])
    func strict(file: String) throws {
        let folder = try TemporaryGeneration(try prepare(file).files())
        withExtendedLifetime(folder) {
            _ = #expect(throws: VerificationError.self) { try GenerationVerifier.verify(folder: folder.path) }
        }
    }

    @Test("an issued generation has two certificates, and an imported one no other root")
    func alone() throws {
        let folder = try TemporaryGeneration(try prepare("self-signed.pem").files())
        #expect(throws: VerificationError.self) { try GenerationVerifier.verify(folder: folder.path) }
        try folder.write("root.pem", try TemporaryFiles.read("\(try ThirdParty.folder.get())/root.pem"))
        withExtendedLifetime(folder) {
            _ = #expect(throws: VerificationError.self) {
                try GenerationVerifier.verify(folder: folder.path, as: .imported)
            }
        }
    }

    @Test("the names that an authority may not sign for are told from other defects")
    func nameConstraints() throws {
        #expect(try prepare("name-constraints.pem").set.chainProblem == .nameConstraints("permitted subtree violation"))
    }

    @Test("the trusted store is asked for what was not given, and only for that")
    func trusted() throws {
        let full = try prepare("good.pem", trusted: ["root.pem", "issuing.pem"])
        #expect(full.set.root.file == "good.pem")
        #expect(full.set.isTrusted == false)
        let bare = try prepare("identity.key", "identity.pem", trusted: ["issuing.pem", "root.pem", "identity.pem"])
        #expect(bare.set.intermediates.map(\.name) == ["Example Issuing CA"])
        #expect(bare.set.isTrusted)
        #expect(bare.chainDER == full.chainDER)
        #expect(
            bare.set.remarks == [
                "the certificate of \"Example Issuing CA\" was taken from the trusted certificate store",
                "the root \"Example Root CA\" was taken from the trusted certificate store",
            ])
    }

    @Test("the trusted store is to have the authorities, each under its fingerprint")
    func trustedFiles() throws {
        let prepared = try prepare("good.pem")
        let files = try prepared.trustedFiles()
        let ders = Array(prepared.chainDER.reversed())
        #expect(try files.map { try CertificateReader.pem($0.pem) } == ders.map { [$0] })
        let digits = ders.map { Hexadecimal.string(CertificateReader.fingerprint(der: $0)).prefix(16) }
        #expect(files.map(\.name) == ["root-\(digits[0]).pem", "intermediate-\(digits[1]).pem"])
        #expect(try prepare("self-signed.pem").trustedFiles().count == 1)
    }

    @Test("the certificate that the server has already is known again")
    func reflected() throws {
        let context = ImportContext(liveIdentity: try ThirdParty.certificate("identity.pem"))
        #expect(try PreparedImport(try ThirdParty.objects("good.pem"), in: context).set.isReflected)
        #expect(try PreparedImport(try ThirdParty.objects("wildcard.pem"), in: context).set.isReflected == false)
    }

    @Test("a certificate without a key answers the signing request whose key it has")
    func request() throws {
        let key = try ThirdParty.key("identity.key")
        let folder = try ThirdParty.folder.get()
        let digest = try ShellCommand("openssl pkey -in \(folder)/identity.key -pubout -outform DER | sha256sum").output
            .prefix(
                64)
        let names: [GeneralName] = [.dns("ipo1.example.com"), .dns("asked.example.com")]
        let request = ImportContext.PendingRequest(
            number: 7, publicKeySHA256: String(digest), names: names, key: { key })
        let other = ImportContext.PendingRequest(
            number: 8, publicKeySHA256: String(repeating: "0", count: 64), names: [],
            key: { throw Refusal("this key is not read", hint: "") })
        let prepared = try PreparedImport(
            try ThirdParty.objects("no-key.pem"), in: ImportContext(requests: [other, request]))
        #expect(prepared.request == 7)
        #expect(prepared.set.requested == names)
        // A key of some other server lies beside the answer.
        let beside = try PreparedImport(
            try ThirdParty.objects("no-key.pem", "other.key"), in: ImportContext(requests: [other, request]))
        #expect(beside.request == 7)
        #expect(
            beside.set.remarks
                == prepared.set.remarks + [
                    "left out a private key in \"other.key\": it belongs to none of the certificates"
                ])
        let reissued = try PreparedImport(
            try ThirdParty.objects("no-key.pem", "other.key"),
            in: ImportContext(liveIdentity: try ThirdParty.certificate("identity.pem"), liveKey: { key }))
        #expect(reissued.request == nil && reissued.set.remarks == beside.set.remarks)
        let generation = try TemporaryGeneration(prepared.files())
        try withExtendedLifetime(generation) { try GenerationVerifier.verify(folder: generation.path, as: .imported) }
    }

    @Test(
        "what is done to a set is said",
        arguments: [
            (["identity.key", "identity.pem", "issuing.pem", "root.pem"], []),
            (["root.pem", "issuing.pem", "identity.pem", "identity.key"], []),
            (["identity-encrypted.key", "chain.p7b", "identity.pem"], []),
            (["good.p12", "root.pem"], []),
            (["good.pem"], ["the certificates in \"good.pem\" were not in order, and are in order now"]),
            (
                ["good-reversed.pem"],
                ["the certificates in \"good-reversed.pem\" were not in order, and are in order now"]
            ),
            (
                ["wildcard.pem", "unrelated.pem"],
                ["left out \"unrelated.example.com\" (file \"unrelated.pem\"): it did not sign \"ipo1.example.com\""]
            ),
            // The same certificates again are no others.
            (["wildcard.pem", "issuing.pem", "root.pem"], []),
            (
                ["cross-signed.pem"],
                [
                    "left out \"Example Root CA\" (file \"cross-signed.pem\"): the chain does not need it",
                    "left out \"Example Old Root CA\" (file \"cross-signed.pem\"): the chain does not need it",
                ]
            ),
        ] as [([String], [String])])
    func remarks(files: [String], sentences: [String]) throws {
        var objects = ImportedObjects()
        for file in files { objects.append(try ThirdParty.objects(file)) }
        #expect(try PreparedImport(objects, in: ImportContext()).set.remarks == sentences)
    }
}

/// Every order of a few things.
enum Permutations {
    static func of(_ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return of(count - 1).flatMap { order in
            (0...order.count).map { place in Array(order[..<place]) + [count - 1] + Array(order[place...]) }
        }
    }
}
