import CertificateEngine
import CertificateModel
import Testing

/// The digests by which certificates are named, as OpenSSL's command computes them.
@Suite struct FingerprintTests {
    @Test("the fingerprints and the key's pin are those of the openssl command")
    func agree() throws {
        let text = try ShellCommand(
            "openssl req -x509 -nodes -newkey ed25519 -keyout /dev/null -days 1 -subj /CN=x 2>/dev/null"
        ).output
        let der = try #require(CertificateReader.pem(Array(text.utf8)).first)
        let fingerprints = try CertificateReader.fingerprints(der: der)
        func printed(_ command: String) throws -> String {
            let output = try ShellCommand("printf '%s' '\(text)' | \(command)").output
            return String(output.filter { !$0.isNewline && $0 != ":" }.lowercased().drop { $0 != "=" }.dropFirst())
        }
        #expect(
            try printed("openssl x509 -noout -fingerprint -sha256") == Hexadecimal.string(fingerprints.sha256))
        #expect(try printed("openssl x509 -noout -fingerprint -sha1") == Hexadecimal.string(fingerprints.sha1))
        let pin = try ShellCommand(
            "printf '%s' '\(text)' | openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER "
                + "| openssl dgst -sha256 -binary | openssl base64"
        ).output
        #expect(pin == "\(fingerprints.publicKeyPin)\n")
    }
}
