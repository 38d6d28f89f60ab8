import CertificateEngine
import CertificateModel
import Testing

/// What makes no set, with whole sentences.
@Suite struct ImportedSetRefusalTests {
    /// What is given, by files of third-party.sh, and why it is refused.
    struct Case: Sendable {
        var keys: [String] = []
        var certificates: [String] = []
        let problem: String
        let hint: String
    }

    private static func refusal(_ objects: ImportedObjects, in context: ImportContext = ImportContext()) -> Refusal? {
        #expect(throws: Refusal.self) { try PreparedImport(objects, in: context) }
    }

    @Test(
        "a set that lacks something, or has too much of it, is refused with the thing's name",
        arguments: [
            Case(
                problem: "there is no certificate",
                hint: "give the server's certificate and those that signed it, up to the root"),
            Case(
                keys: ["identity.key"], problem: "there is no certificate in \"identity.key\"",
                hint: "give the server's certificate and those that signed it, up to the root"),
            Case(
                certificates: ["no-key.pem"], problem: "the private key of \"ipo1.example.com\" is missing",
                hint: "give the private key file too; only the answer to a signing request that this server "
                    + "made with \"keyturn request\" comes without one"),
            Case(
                certificates: ["issuing.pem", "root.pem"],
                problem: "the private key to the certificates in \"issuing.pem\" is missing",
                hint: "give the private key file too; only the answer to a signing request that this server "
                    + "made with \"keyturn request\" comes without one"),
            Case(
                keys: ["foreign-key.pem"], certificates: ["foreign-key.pem"],
                problem: "the private key in \"foreign-key.pem\" belongs to none of the 3 given certificates",
                hint: "give the private key that the server's certificate was made for"),
            Case(
                keys: ["other.key"], certificates: ["identity.pem"],
                problem: "the private key in \"other.key\" does not belong to the only certificate that was given",
                hint: "give the private key that the server's certificate was made for"),
            Case(
                keys: ["other.key", "ed25519.pem"], certificates: ["identity.pem"],
                problem: "none of the 2 private keys belongs to the only certificate that was given",
                hint: "give the private key that the server's certificate was made for"),
            Case(
                keys: ["other.key", "ed25519.pem"], certificates: ["good.pem"],
                problem: "none of the 2 private keys belongs to one of the 3 given certificates",
                hint: "give the private key that the server's certificate was made for"),
            Case(
                keys: ["no-intermediate.pem"], certificates: ["no-intermediate.pem"],
                problem: "the certificate of \"Example Issuing CA\", which signed \"ipo1.example.com\", is missing",
                hint: "give the certificate of \"Example Issuing CA\" too: the certificate authority hands it out"),
            Case(
                keys: ["identity.key"], certificates: ["identity.pem", "issuing.pem"],
                problem: "the certificate of \"Example Root CA\", which signed \"Example Issuing CA\", is missing",
                hint: "give the certificate of \"Example Root CA\" too: the certificate authority hands it out"),
        ])
    func refuses(one: Case) throws {
        var objects = ImportedObjects()
        for file in one.keys { objects.keys += try ThirdParty.objects(file).keys }
        for file in one.certificates { objects.certificates += try ThirdParty.objects(file).certificates }
        #expect(Self.refusal(objects) == Refusal(one.problem, hint: one.hint))
    }

    @Test("a certificate that is none is refused with its file")
    func broken() throws {
        var objects = try ThirdParty.objects("good.pem")
        objects.certificates.append(ImportedCertificate(der: [0x30, 0x03, 0x02, 0x01], file: "bro\u{1b}ken.der"))
        let refusal = try #require(Self.refusal(objects))
        #expect(refusal.problem.hasPrefix("\"bro\\u{1b}ken.der\" holds a certificate that cannot be decoded: "))
        #expect(refusal.hint == "ask the certificate authority for the file again")
    }

    @Test("the answers to two signing requests are not taken at once")
    func twoRequests() throws {
        let folder = try ThirdParty.folder.get()
        let key = try ThirdParty.key("identity.key")
        let requests = try ["identity.key", "other.key"].enumerated().map { index, file in
            let digest = try ShellCommand("openssl pkey -in \(folder)/\(file) -pubout -outform DER | sha256sum").output
            return ImportContext.PendingRequest(
                number: index + 1, publicKeySHA256: String(digest.prefix(64)), names: [], key: { key })
        }
        let objects = try ThirdParty.objects("no-key.pem", "unrelated.pem")
        #expect(
            Self.refusal(objects, in: ImportContext(requests: requests))
                == Refusal(
                    "the certificates answer two signing requests, \"1\" and \"2\"",
                    hint: "import the answers one after the other"))
        // A key that is not the one that the request was made with.
        let unrelated = try ThirdParty.objects("unrelated.pem", "root.pem")
        #expect(
            Self.refusal(unrelated, in: ImportContext(requests: requests))
                == Refusal(
                    "the key of the signing request \"2\" does not belong to it",
                    hint: "make a new request with \"keyturn request\" and have that one signed"))
    }

    @Test("an authority of the right name and another key did not sign, and is told from a missing one")
    func namesake() throws {
        let chains = try OddChains()
        try chains.issue("namesake", named: "/O=Example/CN=Example Issuing CA", by: nil, key: "other")
        var objects = try ThirdParty.objects("identity.key", "identity.pem", "root.pem")
        objects.append(try chains.objects("namesake"))
        #expect(
            Self.refusal(objects)
                == Refusal(
                    "the certificate of \"Example Issuing CA\", which signed \"ipo1.example.com\", is missing",
                    hint: "ask the certificate authority for the right one: "
                        + "the one of that name in \"namesake.pem\" has another key"))
    }

    @Test("authorities that signed one another lead nowhere")
    func circle() throws {
        let chains = try OddChains()
        try chains.issue("b-root", named: "Circle B", by: nil)
        try chains.issue("a", named: "Circle A", by: "b-root")
        try chains.issue("b", named: "Circle B", by: "a")
        try chains.issue("leaf", named: "leaf.example.com", by: "a", key: "identity")
        let objects = try chains.objects("leaf", "a", "b", key: "identity")
        #expect(
            Self.refusal(objects)
                == Refusal(
                    "the certificates that signed \"leaf.example.com\" signed one another, and none of them is a root",
                    hint: "give the root certificate of the certificate authority too"))
        // With the root among them, the way out of the circle is found.
        let whole = try PreparedImport(
            try chains.objects("b", "a", "b-root", "leaf", key: "identity"), in: ImportContext())
        #expect(whole.set.intermediates.map(\.name) == ["Circle A"])
        #expect(whole.set.chainProblem == nil)
    }

    @Test("a chain may have 20 certificates, and no more")
    func tooLong() throws {
        let chains = try OddChains()
        try chains.issue("1", named: "CA 1", by: nil)
        for number in 2...20 { try chains.issue("\(number)", named: "CA \(number)", by: "\(number - 1)") }
        for (last, isRefused) in [(19, false), (20, true)] {
            try chains.issue("leaf", named: "leaf.example.com", by: "\(last)", key: "identity")
            var objects = try chains.objects("leaf", key: "identity")
            for number in 1...last { objects.append(try chains.objects("\(number)")) }
            guard isRefused else {
                #expect(try PreparedImport(objects, in: ImportContext()).chainDER.count == last)
                continue
            }
            #expect(
                Self.refusal(objects)
                    == Refusal(
                        "the chain of \"leaf.example.com\" has 21 certificates, and at most 20 make sense",
                        hint: "ask the certificate authority for a shorter chain"))
        }
    }
}
