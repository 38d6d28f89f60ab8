import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// Other people's programs, and the reader of an import, read the PKCS #12 files that the engine writes.
@Suite struct PFXWriterTests {
    private static let passphrase = "correct horse – Größe"
    private static let ascii = "correct horse"

    /// A folder with `ours.p12`, the certificates of `key.crt` and `ca.pem`, and what is in it.
    private func write(
        _ scheme: PFXWriter.Scheme, key: String = "key", passphrase: String = ascii
    ) throws -> (folder: String, file: [UInt8]) {
        let (samples, folder) = (try ImportSamples.folder.get(), try TemporaryFiles.make())
        let text = try SecretSample.octets(of: "\(samples)/\(key).pem")
        let certificates = try ["\(key).crt", "ca.pem"].flatMap {
            try CertificateReader.pem(TemporaryFiles.read("\(samples)/\($0)"))
        }
        let file = try PFXWriter(scheme).write(
            try PrivateKey.reading(pem: text), certificates: certificates, name: "ipo1.example.com",
            passphrase: try NewPassphrase(SecretSample.secret(Array(passphrase.utf8)))
        ).withUnsafeBytes { Array($0) }
        let stream = try #require(fopen("\(folder)/ours.p12", "w"))
        #expect(fwrite(file, 1, file.count, stream) == file.count)
        fclose(stream)
        return (folder, file)
    }

    @Test(
        "OpenSSL reads the modern kind, with the schemes that it says", arguments: ["key", "p256", "p384", "ed25519"])
    func modern(key: String) throws {
        let (folder, _) = try write(.modern, key: key)
        defer { _ = try? ShellCommand("rm -r \(folder)") }
        let info = try ShellCommand(
            "cd \(folder) && openssl pkcs12 -in ours.p12 -info -noout -passin 'pass:\(Self.ascii)'")
        #expect(info.status == 0, "\(info.output)")
        #expect(info.output.contains("MAC: sha256, Iteration 100000\n"))
        let scheme = "PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256"
        #expect(info.output.contains("PKCS7 Encrypted data: \(scheme)\n"), "\(info.output)")
        #expect(info.output.contains("Shrouded Keybag: \(scheme)\n"))
        try expectContents(folder, key, "")
    }

    @Test("OpenSSL reads the legacy kind, for which its default provider is enough")
    func legacy() throws {
        let (folder, _) = try write(.legacy)
        defer { _ = try? ShellCommand("rm -r \(folder)") }
        for option in ["", "-legacy"] {
            let info = try ShellCommand(
                "cd \(folder) && openssl pkcs12 \(option) -in ours.p12 -info -noout -passin 'pass:\(Self.ascii)'")
            #expect(info.status == 0, "\(info.output)")
            #expect(info.output.contains("MAC: sha1, Iteration 2048\n"))
            let scheme = "pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048"
            #expect(info.output.contains("PKCS7 Encrypted data: \(scheme)\n"), "\(info.output)")
            #expect(info.output.contains("Shrouded Keybag: \(scheme)\n"))
            try expectContents(folder, "key", option)
        }
    }

    /// The key and the certificates that OpenSSL takes out of the file are those that went in.
    private func expectContents(_ folder: String, _ key: String, _ option: String) throws {
        let samples = try ImportSamples.folder.get()
        let open = "openssl pkcs12 \(option) -in ours.p12 -passin 'pass:\(Self.ascii)'"
        let digest = "openssl pkey -pubout -outform DER | sha256sum"
        let found = try ShellCommand("cd \(folder) && \(open) -nocerts -nodes | \(digest)").output
        #expect(try found.hasPrefix(ImportSamples.expectedDigest("\(key).pem")))
        for (part, file) in [("-clcerts", "\(key).crt"), ("-cacerts", "ca.pem")] {
            let print = "openssl x509 -noout -fingerprint -sha256"
            let out = try ShellCommand("cd \(folder) && \(open) -nokeys \(part) | \(print)").output
            #expect(try out == ShellCommand("\(print) -in \(samples)/\(file)").output, "\(part)")
        }
    }

    @Test("GnuTLS reads it, and lists it under its name", arguments: [PFXWriter.Scheme.modern, .legacy])
    func gnuTLS(scheme: PFXWriter.Scheme) throws {
        let (folder, _) = try write(scheme)
        defer { _ = try? ShellCommand("rm -r \(folder)") }
        let info = try ShellCommand(
            "cd \(folder) && certtool --p12-info --inder --infile ours.p12 --password '\(Self.ascii)'")
        #expect(info.status == 0, "\(info.output)")
        #expect(info.output.contains("MAC info:\n\tMAC: \(scheme == .modern ? "SHA256" : "SHA1") "), "\(info.output)")
        #expect(info.output.contains("\tCipher: \(scheme == .modern ? "AES-256-CBC" : "3DES-CBC")\n"))
        #expect(info.output.contains("\tFriendly name: ipo1.example.com\n"))
        #expect(info.output.contains("BEGIN ENCRYPTED PRIVATE KEY") || info.output.contains("BEGIN PRIVATE KEY"))
    }

    @Test("NSS imports it into a new database, and has the key then", arguments: [PFXWriter.Scheme.modern, .legacy])
    func nss(scheme: PFXWriter.Scheme) throws {
        let (folder, _) = try write(scheme)
        defer { _ = try? ShellCommand("rm -r \(folder)") }
        let done = try ShellCommand(
            "cd \(folder) && mkdir db && certutil -N -d sql:db --empty-password"
                + " && pk12util -i ours.p12 -d sql:db -W '\(Self.ascii)' && certutil -K -d sql:db && certutil -L -d sql:db"
        )
        #expect(done.status == 0, "\(done.output)")
        #expect(done.output.contains("PKCS12 IMPORT SUCCESSFUL"))
        #expect(done.output.contains(/rsa +[0-9a-f]{40} +ipo1.example.com\n/), "\(done.output)")
        #expect(done.output.contains("An authority"))
    }

    @Test("Java lists the key with its chain under its name", arguments: [PFXWriter.Scheme.modern, .legacy])
    func java(scheme: PFXWriter.Scheme) throws {
        let (folder, _) = try write(scheme)
        defer { _ = try? ShellCommand("rm -r \(folder)") }
        let list = try ShellCommand(
            "cd \(folder) && keytool -list -v -keystore ours.p12 -storetype PKCS12 -storepass '\(Self.ascii)'")
        #expect(list.status == 0, "\(list.output)")
        #expect(list.output.contains("Alias name: ipo1.example.com\n"), "\(list.output)")
        #expect(list.output.contains("Entry type: PrivateKeyEntry\nCertificate chain length: 2\n"))
    }

    @Test(
        "an import reads it with the passphrase alone, and finds what went in",
        arguments: [PFXWriter.Scheme.modern, .legacy], [ascii, passphrase])
    func ours(scheme: PFXWriter.Scheme, passphrase: String) throws {
        let (folder, file) = try write(scheme, passphrase: passphrase)
        defer { _ = try? ShellCommand("rm -r \(folder)") }
        let contents = ImportFile(name: "ours.p12", contents: SecretSample.secret(file))
        let objects = try ImportReader.read(contents, passphrase: SecretSample.secret(Array(passphrase.utf8)))
        #expect(objects.certificates.count == 2 && objects.keys.count == 1 && objects.remarks == [])
        let digest = Hexadecimal.string(try #require(objects.keys.first).key.publicKeyDigest())
        #expect(try digest == ImportSamples.expectedDigest("key.pem"))
        #expect(throws: ImportError.passphraseNeeded(file: "ours.p12")) {
            try ImportReader.read(contents, passphrase: nil)
        }
        #expect(throws: ImportError.wrongPassphrase(file: "ours.p12")) {
            try ImportReader.read(contents, passphrase: SecretSample.secret(Array("horse".utf8)))
        }
    }

    @Test("no two files are the same, although the same is in them")
    func salted() throws {
        let (one, other) = (try write(.modern), try write(.modern))
        defer { _ = try? ShellCommand("rm -r \(one.folder) \(other.folder)") }
        #expect(one.file != other.file)
    }

    @Test("a key that is not that of the certificate makes no file")
    func foreignKey() throws {
        let samples = try ImportSamples.folder.get()
        let key = try PrivateKey.reading(pem: SecretSample.octets(of: "\(samples)/p256.pem"))
        let certificate = try CertificateReader.pem(TemporaryFiles.read("\(samples)/key.crt"))
        let passphrase = try NewPassphrase(SecretSample.secret(Array("x".utf8)))
        #expect(throws: OpenSSLError.self) {
            try PFXWriter(.modern).write(key, certificates: certificate, name: "x", passphrase: passphrase)
        }
    }

    @Test(
        "a passphrase that protects nothing, or that no program could be given, is refused",
        arguments: [
            ([], "the passphrase is empty, and would protect nothing"),
            ([0x61, 0, 0x62], "the passphrase is not a text in UTF-8"),
            ([0x47, 0x72, 0xF6], "the passphrase is not a text in UTF-8"),
        ] as [([UInt8], String)])
    func refused(octets: [UInt8], problem: String) {
        let error = #expect(throws: Refusal.self) { try NewPassphrase(SecretSample.secret(octets)) }
        #expect(error?.problem == problem)
    }

    @Test("a passphrase that was typed twice has to be the same", arguments: ["horse", "horsf", "hors", ""])
    func twice(again: String) throws {
        let first = SecretSample.secret(Array("horse".utf8))
        let second = SecretSample.secret(Array(again.utf8))
        if again == "horse" {
            _ = try NewPassphrase(first, again: second)
        } else {
            let error = #expect(throws: Refusal.self) { try NewPassphrase(first, again: second) }
            #expect(error?.problem == "the two passphrases are not the same")
        }
    }
}
