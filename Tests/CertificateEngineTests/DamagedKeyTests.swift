import CertificateModel
import Testing

@testable import CertificateEngine

/// A key whose halves belong to two keys: it reads, and it would serve nobody.
@Suite struct DamagedKeyTests {
    @Test("a private key whose private half is another key's is refused, and whole ones are whole")
    func halves() throws {
        let folder = try TemporaryFiles.make()
        defer { _ = try? ShellCommand("rm -r '\(folder)'") }
        let fixtures = try ThirdParty.folder.get()
        let made = try ShellCommand(
            """
            cd '\(folder)' && openssl genrsa -out other.key 2048 2>/dev/null && \
            numbers() { openssl rsa -in "$1" -traditional -outform DER 2>/dev/null | openssl asn1parse -inform DER | \
                sed -n 's/.*INTEGER *:/INTEGER:0x/p'; } && \
            numbers '\(fixtures)/identity.key' | head -n 3 >halves && numbers other.key | tail -n +4 >>halves && \
            { printf 'asn1=SEQUENCE:key\\n[key]\\n'; sed 's/^/&/; =' halves | sed 'N; s/^/f/; s/\\n/=/'; } >key.conf && \
            openssl asn1parse -genconf key.conf -noout -out key.der && openssl rsa -inform DER -in key.der -out key.pem
            """)
        #expect(made.status == 0)
        let key = try #require(ThirdParty.objects(path: "\(folder)/key.pem").keys.first)
        #expect(!key.key.isWhole && !key.key.hasFittingNumbers)
        var objects = try ThirdParty.objects("identity.pem", "issuing.pem", "root.pem")
        objects.keys = [ImportedKey(key: key.key, file: "key.pem")]
        let refusal = #expect(throws: Refusal.self) { try PreparedImport(objects, in: ImportContext()) }
        #expect(
            refusal
                == Refusal(
                    "the private key in \"key.pem\" is damaged: its private half belongs to another key",
                    hint: "fetch the key file again"))
        // Beside a whole copy it does no harm.
        objects.append(try ThirdParty.objects("identity.key"))
        #expect(try PreparedImport(objects, in: ImportContext()).set.chainProblem == nil)
        for file in ["identity.key", "ed25519.pem", "p384.pem"] { #expect(try ThirdParty.key(file).isWhole, "\(file)") }
        // Of an RSA key it is seen without a signature.
        #expect(try ThirdParty.key("identity.key").hasFittingNumbers && !ThirdParty.key("p384.pem").hasFittingNumbers)
    }
}
