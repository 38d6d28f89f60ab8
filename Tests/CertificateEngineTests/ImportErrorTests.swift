import CertificateModel
import Testing

@testable import CertificateEngine

/// Every refusal, with its whole sentences.
@Suite struct ImportErrorTests {
    @Test(
        "a refusal names the file, says what is wrong with it, and what to do",
        arguments: [
            (
                "modern.p12", nil, "\"modern.p12\" is encrypted, and no passphrase was given",
                "give the passphrase that the file was made with"
            ),
            (
                "modern.p12", "Cipher", "\"modern.p12\" cannot be opened with this passphrase",
                "type the passphrase that the file was made with; upper and lower case matter"
            ),
            (
                "x25519.pem", nil, "\"x25519.pem\" holds a private key of a kind that cannot be used here (X25519)",
                "use an RSA, ECDSA (P-256, P-384 or P-521) or Ed25519 key, as PKCS #12 or PEM, and have it certified"
            ),
            (
                "koblitz.pem", nil,
                "\"koblitz.pem\" holds a private key of a kind that cannot be used here (ECDSA on secp256k1)",
                "use an RSA, ECDSA (P-256, P-384 or P-521) or Ed25519 key, as PKCS #12 or PEM, and have it certified"
            ),
            (
                "dsa.pem", nil, "\"dsa.pem\" holds a private key of a kind that cannot be used here (DSA)",
                "use an RSA, ECDSA (P-256, P-384 or P-521) or Ed25519 key, as PKCS #12 or PEM, and have it certified"
            ),
            (
                "request.pem", nil, "\"request.pem\" holds a signing request, and not a certificate",
                "give the certificate that the authority sent in answer to this request"
            ),
            (
                "request.der", nil, "\"request.der\" holds a signing request, and not a certificate",
                "give the certificate that the authority sent in answer to this request"
            ),
            (
                "parameters.pem", nil, "\"parameters.pem\" holds neither a certificate nor a private key",
                "give the files that the certificate authority sent (PEM, DER, PKCS #7 or PKCS #12), and the private key"
            ),
        ] as [(String, String?, String, String)])
    func files(_ name: String, _ passphrase: String?, _ problem: String, _ hint: String) throws {
        let error = try refusal(SecretSample.octets(of: "\(try ImportSamples.folder.get())/\(name)"), name, passphrase)
        #expect(error?.problem == problem)
        #expect(error?.hint == hint)
        #expect(error?.description == "\(problem)\nhint: \(hint)")
    }

    @Test("an empty file, and one with nothing of use, are told apart")
    func nothing() throws {
        #expect(try refusal([], "x")?.description == "\"x\" is empty\nhint: fetch the file again")
        for text in ["0 is not a certificate", "-----BEGIN CERTIFICATE", "\u{1}\u{2}", "0", "MIIB"] {
            #expect(try refusal(Array(text.utf8), "x") == .nothing(file: "x"), "\(text)")
        }
        // Octets from outside never reach the terminal as they are.
        #expect(try refusal([], "a\u{1b}[2J")?.problem == "\"a\\u{1b}[2J\" is empty")
    }

    @Test("what only Java reads is named", arguments: [([0xfe, 0xed], "JKS"), ([0xce, 0xce], "JCEKS")])
    func javaKeystore(_ half: [UInt8], _ type: String) throws {
        #expect(
            try refusal(half + half + [0, 0, 0, 2], "old.jks", "cipher")?.description == """
                "old.jks" is a Java keystore of the type \(type), which only Java reads
                hint: export it as PKCS #12: keytool -importkeystore -srckeystore "old.jks" -destkeystore new.p12 -deststoretype pkcs12
                """)
    }

    @Test(
        "what is damaged says where",
        arguments: [
            ("one.der", 300, "it is not a whole certificate"), ("one.der", 12, "it is not a whole certificate"),
            ("modern.p12", 900, "it is not a whole PKCS #12 file"),
            ("chain.p7b", 900, "it is not a whole PKCS #7 message"),
            ("rsa.der", 900, "it is not a whole private key"), ("pbes2.der", 900, "it is not a whole encrypted key"),
            ("key.crt", 500, "its block \"CERTIFICATE\" has no end"),
            ("key.pem", 100, "its block \"PRIVATE KEY\" has no end"),
            ("within.pem", 200, "its block \"CERTIFICATE\" has no end"),
        ])
    func cutOff(_ name: String, _ count: Int, _ reason: String) throws {
        let octets = try contents(name)
        #expect(octets.count > count)
        #expect(try refusal(Array(octets.prefix(count)), name, "cipher") == .damaged(file: name, reason: reason))
        #expect(
            ImportError.damaged(file: name, reason: reason).description
                == "\"\(name)\" is damaged: \(reason)\nhint: fetch the file again, and compare its size with the original's"
        )
    }

    @Test("a second certificate that is cut off, and letters that are no Base64, are damage")
    func disturbed() throws {
        #expect(
            try refusal(try contents("chain.der").dropLast(9), "x")
                == .damaged(file: "x", reason: "it is not a whole certificate"))
        let text = try contents("key.crt").map { $0 == UInt8(ascii: "M") ? UInt8(ascii: "*") : $0 }
        #expect(
            try refusal(text, "x") == .damaged(file: "x", reason: "its block \"CERTIFICATE\" is not valid Base64"))
    }

    @Test("an iteration count that would take hours is refused at once", arguments: ["modern.p12", "old.p12"])
    func iterations(_ name: String) throws {
        var octets = try contents(name)
        // The MAC's count ends the file: 100, in one octet (RFC 7292 section 4), which becomes 2,147,483,647.
        #expect(octets.suffix(3) == [0x02, 0x01, 0x64])
        octets.removeLast(3)
        octets += [0x02, 0x04, 0x7f, 0xff, 0xff, 0xff]
        // Both sequences around it grow by three.
        try grow(&octets, at: 0, by: 3)
        let mac = try #require(macOffset(octets))
        octets[mac + 1] += 3
        let started = SecretSample.processorTime()
        let error = try refusal(octets, name, "cipher")
        #expect(
            error == .damaged(file: name, reason: "its iteration count of 2147483647 is not sensible"),
            "\(Hexadecimal.string(octets))")
        #expect(SecretSample.processorTime() - started < 0.5)
    }

    @Test("scrypt that would take gigabytes is refused at once")
    func memory() throws {
        let pem = try contents("scrypt.pem")
        let lines = String(decoding: pem, as: UTF8.self).split(separator: "\n").dropFirst().dropLast()
        var octets = Base64.decoded(Array(lines.joined().utf8))
        // N is 1,024 in two octets, and becomes 16,384.
        let place = try #require(octets.indices.dropLast(4).first { Array(octets[$0..<($0 + 4)]) == [2, 2, 4, 0] })
        octets[place + 2] = 0x7f
        #expect(
            try refusal(octets, "x", "cipher")
                == .damaged(file: "x", reason: "its scrypt parameters are not sensible"))
    }

    @Test(
        "without the legacy provider, old encryption is refused for what it is, before a passphrase is asked for",
        arguments: [
            ("old.p12", "pbeWithSHA1And40BitRC2-CBC"), ("PBE-MD5-DES.pem", "pbeWithMD5AndDES-CBC"),
            ("old.der", "pbeWithMD5AndDES-CBC"), ("pbes2-des.pem", "DES-CBC"), ("traditional-des.pem", "DES-CBC"),
        ])
    func withoutProvider(_ name: String, _ algorithm: String) throws {
        let file = ImportFile(
            name: name, contents: try SecretSample.octets(of: "\(try ImportSamples.folder.get())/\(name)"))
        let error = #expect(throws: ImportError.self) {
            try ImportReader.read(file, passphrase: nil, oldProvider: "keyturn-has-no-such-provider")
        }
        #expect(
            error?.description == """
                "\(name)" is encrypted in an old way that this system no longer reads (\(algorithm))
                hint: install OpenSSL's legacy provider, or ask for a file that is encrypted with AES-256
                """)
        _ = try ImportReader.read(file, passphrase: SecretSample.secret(Array("cipher".utf8)))
    }

    @Test("what OpenSSL does not know is named")
    func unknown() throws {
        #expect(
            ImportError.unknownEncryption(file: "x", algorithm: "1.2.3").description == """
                "x" is encrypted in a way that this system does not know (1.2.3)
                hint: ask for a file that is encrypted with AES-256
                """)
        var octets = try contents("pbes1.der")
        // pbeWithSHA1And3-KeyTripleDES-CBC becomes its neighbour 99, which nobody assigned.
        let place = try #require(octets.indices.dropLast(3).first { Array(octets[$0..<($0 + 3)]) == [12, 1, 3] })
        octets[place + 2] = 99
        #expect(
            try refusal(octets, "x", "cipher") == .unknownEncryption(file: "x", algorithm: "1.2.840.113549.1.12.1.99"))
    }

    private func contents(_ name: String) throws -> [UInt8] {
        try SecretSample.octets(of: "\(try ImportSamples.folder.get())/\(name)").withUnsafeBytes { Array($0) }
    }

    private func refusal(_ octets: [UInt8], _ name: String, _ passphrase: String? = nil) throws -> ImportError? {
        try refusal(SecretSample.secret(octets), name, passphrase)
    }

    private func refusal(_ contents: SecretBytes, _ name: String, _ passphrase: String?) throws -> ImportError? {
        #expect(throws: ImportError.self) {
            try ImportReader.read(
                ImportFile(name: name, contents: contents),
                passphrase: passphrase.map { SecretSample.secret(Array($0.utf8)) })
        }
    }

    private func grow(_ octets: inout [UInt8], at place: Int, by more: Int) throws {
        try #require(octets[place] == 0x30 && octets[place + 1] == 0x82)
        let length = Int(octets[place + 2]) << 8 + Int(octets[place + 3]) + more
        octets[place + 2] = UInt8(length >> 8)
        octets[place + 3] = UInt8(length & 0xff)
    }

    // The sequence that reaches to the end and begins with two others: a salt that ends with 0x30 looks like one, too.
    private func macOffset(_ octets: [UInt8]) -> Int? {
        octets.indices.dropLast(5).last {
            octets[$0] == 0x30 && octets[$0 + 2] == 0x30 && octets[$0 + 4] == 0x30
                && $0 + 2 + Int(octets[$0 + 1]) + 3 == octets.count
        }
    }
}

extension Base64 {
    fileprivate static func decoded(_ text: [UInt8]) -> [UInt8] {
        text.withUnsafeBytes { Base64.decoded($0) }?.withUnsafeBytes { Array($0) } ?? []
    }
}
