import CertificateEngine
import CertificateModel
import Testing

/// An authority that has several certificates for one key, of which the AKI of what it issued names one.
@Suite struct ReissuedAuthorityTests {
    /// A root, the same renewed with its key, and what the first one issued.
    private struct Renewed {
        let chains: OddChains
        /// What the AKI of the leaf names.
        let named: String

        /// The AKI names the serial number of the first root, or a key identifier that the renewed one does not have.
        init(bySerial: Bool) throws {
            chains = try OddChains()
            try chains.issue("old", named: "Root", by: nil, days: 90)
            try chains.issue(
                "new", named: "Root", by: nil, identifiers: bySerial ? ("hash", "keyid") : ("01020304", "none"))
            try chains.issue(
                "leaf", named: "leaf.example.com", by: "old", key: "identity",
                extensions: "keyUsage=digitalSignature\\nsubjectAltName=DNS:leaf.example.com",
                identifiers: ("hash", bySerial ? "keyid,issuer:always" : "keyid:always"))
            let old = try #require(try chains.objects("old").certificates.first)
            let contents = try CertificateReader.contents(der: old.der)
            let identifier = Hexadecimal.string(try #require(contents.subjectKeyIdentifier?.value))
            let serial = try #require(contents.serial.value)
            named =
                bySerial
                ? "the one with the serial number \"\(serial)\"" : "the one with the key identifier \"\(identifier)\""
        }
    }

    @Test("a renewed root in the place of the named one is refused for that", arguments: [true, false])
    func refused(bySerial: Bool) throws {
        let one = try Renewed(bySerial: bySerial)
        let objects = try one.chains.objects("leaf", "new", key: "identity")
        #expect(
            throws: Refusal(
                "\"leaf.example.com\" names another certificate of \"Root\" as its issuer: \(one.named)",
                hint: "give that certificate too, or have \"leaf.example.com\" issued again: OpenSSL does not take the "
                    + "one in \"new.pem\", although it has the same key")
        ) { try PreparedImport(objects, in: ImportContext()) }
    }

    @Test("with both roots, the named one is taken, and the other one is not said to have another key")
    func both() throws {
        let one = try Renewed(bySerial: true)
        let objects = try one.chains.objects("leaf", "new", "old", key: "identity")
        let set = try PreparedImport(objects, in: ImportContext()).set
        #expect(set.chainProblem == nil && set.root.file == "old.pem")
        #expect(
            set.remarks == [
                "left out \"Root\" (file \"new.pem\"): "
                    + "\"leaf.example.com\" names another certificate as its issuer, \(one.named)"
            ])
    }

    @Test("a root of another key has not signed, which is another reason")
    func otherKey() throws {
        let chains = try OddChains()
        try chains.issue("old", named: "Root", by: nil)
        try chains.issue("leaf", named: "leaf.example.com", by: "old", key: "identity")
        try chains.issue("other", named: "Root", by: nil, key: "other")
        let objects = try chains.objects("leaf", "other", key: "identity")
        let refusal = #expect(throws: Refusal.self) { try PreparedImport(objects, in: ImportContext()) }
        #expect(refusal?.problem == "the certificate of \"Root\", which signed \"leaf.example.com\", is missing")
        #expect(refusal?.hint.hasSuffix("the one of that name in \"other.pem\" has another key") == true)
    }
}
