import CertificateEngine
import Testing

/// Private keys in a container that only the program reads that made it.
@Suite struct KeyContainerTests {
    private static let request =
        "make a key with \"keyturn request\", and have that one certified: keys of this kind cannot be written as PEM"

    @Test(
        "a key in a container of a remote shell is named, with the command that writes it as PEM",
        arguments: [
            (
                "ssh-rsa", "\"ssh-rsa\" holds a private key in OpenSSH's own format (ssh-rsa)",
                "copy it, and write the copy as PEM: cp \"ssh-rsa\" new.key && ssh-keygen -p -m PKCS8 -f new.key"
            ),
            (
                "ssh-ecdsa", "\"ssh-ecdsa\" holds a private key in OpenSSH's own format (ecdsa-sha2-nistp256)",
                "copy it, and write the copy as PEM: cp \"ssh-ecdsa\" new.key && ssh-keygen -p -m PKCS8 -f new.key"
            ),
            ("ssh-ed25519", "\"ssh-ed25519\" holds a private key in OpenSSH's own format (ssh-ed25519)", request),
            (
                "rsa.ppk", "\"rsa.ppk\" holds a private key in PuTTY's own format (ssh-rsa)",
                "write it as PEM: puttygen \"rsa.ppk\" -O private-openssh -o new.key"
            ),
            ("ed25519.ppk", "\"ed25519.ppk\" holds a private key in PuTTY's own format (ssh-ed25519)", request),
        ])
    func named(_ name: String, _ problem: String, _ hint: String) throws {
        let contents = try SecretSample.octets(of: "\(try ImportSamples.folder.get())/\(name)")
        let error = #expect(throws: ImportError.self) {
            try ImportReader.read(ImportFile(name: name, contents: contents), passphrase: nil)
        }
        #expect(error?.problem == problem)
        #expect(error?.hint == hint)
    }

    @Test("the command makes a file that is read", arguments: [("ssh-rsa", ""), ("ssh-ecdsa", "cipher")])
    func command(_ name: String, _ passphrase: String) throws {
        let folder = try ImportSamples.folder.get()
        let made = try ShellCommand(
            """
            cd \(folder) && cp "\(name)" new-\(name).key && \
            ssh-keygen -p -m PKCS8 -P '\(passphrase)' -N '' -f new-\(name).key
            """)
        #expect(made.status == 0, "\(made.output)")
        let contents = try SecretSample.octets(of: "\(folder)/new-\(name).key")
        let objects = try ImportReader.read(ImportFile(name: name, contents: contents), passphrase: nil)
        #expect(objects.keys.count == 1)
    }

    @Test("a container that is cut off anywhere is still what it is")
    func cutOff() throws {
        let octets = try SecretSample.octets(of: "\(try ImportSamples.folder.get())/ssh-rsa").withUnsafeBytes {
            Array($0)
        }
        let start = "-----BEGIN OPENSSH PRIVATE KEY-----".utf8.count
        for count in stride(from: start, to: octets.count, by: 97) {
            let file = ImportFile(name: "x", contents: SecretSample.secret(Array(octets[..<count])))
            let error = #expect(throws: ImportError.self) { try ImportReader.read(file, passphrase: nil) }
            #expect(error?.problem.hasPrefix("\"x\" holds a private key in OpenSSH's own format") == true)
        }
    }
}
