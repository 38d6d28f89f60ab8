import CertificateEngine
import CertificateModel
import Testing

/// Every format, as the real openssl command writes it.
@Suite struct ImportFormatTests {
    private static let bundles = [
        "bundle.pem", "backwards.pem", "crlf.pem", "cr.pem", "bom.pem", "boms.pem", "utf16.pem", "utf16be.pem",
        "indented.pem", "within.pem", "one-line.pem", "prose.pem", "open.p12", "empty.p12", "old-empty.p12",
        "der-and-pem", "der-and-key", "wide-end.pem", "wide-twice.pem", "escaped.env", "escaped.json", "slashes.json",
        "twice.json", "bare.pfx", "quoted.pfx",
    ]
    private static let protected = [
        "modern.p12", "old.p12", "rc2-128.p12", "des3.p12", "no-mac.p12", "old-no-mac.p12", "open-with-mac.p12",
        "md5-mac.p12", "sha512-mac.p12", "labelled.pfx", "padded.p12",
    ]
    private static let chains: [String] = [
        "chain.pem", "chain.der", "chain.p7", "chain.p7b", "chain.cms", "stream.p7m", "labelled.p7b", "padded.p7b",
        "padded.p7m",
    ]
    private static let leaves = [
        "key.crt", "one.der", "trusted.pem", "x509.pem", "line-end.cer", "padded.pem", "bare.cer", "wide.cer",
        "with-request.pem", "with-public-key.pem",
    ]
    private static let bareKeys = ["key.pem", "rsa.pem", "rsa.der", "pkcs8.der", "labelled.key", "padded.key"]
    private static let encryptedKeys = [
        "traditional-aes-256-cbc.pem", "traditional-aes-128-cbc.pem", "traditional-des-ede3-cbc.pem",
        "traditional-des.pem", "traditional-within.pem", "PBE-SHA1-3DES.pem", "PBE-SHA1-2DES.pem", "PBE-MD5-DES.pem",
        "PBE-SHA1-DES.pem", "PBE-SHA1-RC2-40.pem", "PBE-SHA1-RC2-128.pem", "PBE-SHA1-RC4-128.pem",
        "PBE-SHA1-RC4-40.pem", "PBE-MD5-RC2-64.pem", "PBE-SHA1-RC2-64.pem", "pbes1.der", "old.der", "pbes2.pem",
        "pbes2.der", "pbes2-des3.pem", "pbes2-des.pem", "scrypt.pem",
    ]

    @Test("a chain and its key are found, whatever they come in", arguments: bundles + protected)
    func whole(_ name: String) throws {
        let objects = try read(name)
        #expect(objects.certificates.count == 2 && objects.keys.count == 1)
        try expectKey(objects, "key.pem")
        try expectCertificates(objects, ["key.crt", "ca.pem"])
        #expect(objects.certificates.allSatisfy { $0.file == name } && objects.keys.allSatisfy { $0.file == name })
    }

    @Test("certificates come without a key", arguments: chains + leaves)
    func certificates(_ name: String) throws {
        let objects = try read(name)
        try expectCertificates(objects, Self.chains.contains(name) ? ["key.crt", "ca.pem"] : ["key.crt"])
        #expect(objects.keys.isEmpty)
    }

    @Test("an RSA key is read from every wrapping", arguments: bareKeys + encryptedKeys)
    func keys(_ name: String) throws {
        let objects = try read(name)
        try expectKey(objects, "key.pem")
        #expect(objects.certificates.isEmpty)
        #expect(objects.keys.first?.key.algorithm == "RSA" && objects.keys.first?.key.bits == 2048)
    }

    @Test(
        "what is encrypted says so without a passphrase, and takes no other", arguments: protected + encryptedKeys)
    func encrypted(_ name: String) throws {
        #expect(throws: ImportError.passphraseNeeded(file: name)) { try read(name, nil) }
        #expect(throws: ImportError.wrongPassphrase(file: name)) { try read(name, "Cipher") }
        #expect(throws: ImportError.wrongPassphrase(file: name)) { try read(name, "") }
    }

    @Test(
        "every kind of key that a server may have is read",
        arguments: [
            ("p256.both", "ECDSA P-256", 256), ("p384.both", "ECDSA P-384", 384), ("p521.both", "ECDSA P-521", 521),
            ("ed25519.both", "Ed25519", 256), ("pss.both", "RSA-PSS", 2048), ("ec.pem", "ECDSA P-256", 256),
            ("ec.der", "ECDSA P-256", 256), ("traditional-ec.pem", "ECDSA P-256", 256),
        ])
    func kinds(_ name: String, _ algorithm: String, _ bits: Int) throws {
        let objects = try read(name)
        let key = try #require(objects.keys.first?.key)
        #expect(key.algorithm == algorithm)
        // EVP_PKEY_get_bits(3) counts Ed25519's bits as 256 or 253, by its version.
        #expect(abs(key.bits - bits) <= 3)
        let source = name.hasSuffix(".both") ? "\(name.dropLast(5)).pem" : "p256.pem"
        try expectKey(objects, source)
        if name.hasSuffix(".both") {
            let leaf = try #require(objects.certificates.first)
            #expect(try CertificateReader.publicKeyDigest(ofCertificate: leaf.der) == key.publicKeyDigest())
        }
    }

    @Test("a passphrase that is not ASCII works as with openssl", arguments: ["umlaut.p12", "old-umlaut.p12"])
    func umlaut(_ name: String) throws {
        let objects = try read(name, "günstig")
        try expectKey(objects, "key.pem")
        #expect(throws: ImportError.wrongPassphrase(file: name)) { try read(name, "gunstig") }
    }

    @Test("what one file holds can be added to what another does")
    func together() throws {
        var objects = try read("chain.p7b")
        objects.append(try read("rsa.der"))
        #expect(
            objects.certificates.map(\.file) == ["chain.p7b", "chain.p7b"] && objects.keys.map(\.file) == ["rsa.der"])
    }

    private func read(_ name: String, _ passphrase: String? = "cipher") throws -> ImportedObjects {
        try ImportVectors.read("\(try ImportSamples.folder.get())/\(name)", passphrase: passphrase).get()
    }

    private func expectKey(_ objects: ImportedObjects, _ source: String) throws {
        #expect(objects.keys.count == 1)
        let digests = try objects.keys.map { Hexadecimal.string(try $0.key.publicKeyDigest()) }
        #expect(digests == [try ImportSamples.expectedDigest(source)])
    }

    // The octets must be those that openssl writes of the same certificate, in any order.
    private func expectCertificates(_ objects: ImportedObjects, _ sources: [String]) throws {
        let folder = try ImportSamples.folder.get()
        let expected = try sources.map {
            String(
                try ShellCommand("cd \(folder) && openssl x509 -in \($0) -outform DER | sha256sum").output.prefix(64))
        }
        let found = objects.certificates.map { Hexadecimal.string(CertificateReader.fingerprint(der: $0.der)) }
        #expect(found.sorted() == expected.sorted())
    }
}
