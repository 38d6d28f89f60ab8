import CertificateEngine
import CertificateModel
import Testing

/// Certificates that some clients refuse, although each is a whole one.
@Suite struct ClientsRefuseTests {
    private static let leaf = "keyUsage=digitalSignature\\nsubjectAltName=DNS:leaf.example.com"

    private func judge(
        _ chains: OddChains? = nil, leaf extensions: String, middle: String = "basicConstraints=critical,CA:TRUE",
        options: String = "",
        middleOptions: String = "", _ level: CheckLevel = .medium
    ) throws -> Judgement {
        let chains = try chains ?? OddChains()
        try chains.issue("root", named: "Root", by: nil)
        try chains.issue("middle", named: "Middle", by: "root", extensions: middle, options: middleOptions)
        try chains.issue(
            "leaf", named: "leaf.example.com", by: "middle", key: "identity", extensions: extensions, options: options)
        let set = try PreparedImport(
            try chains.objects("leaf", "middle", "root", key: "identity"), in: ImportContext()
        ).set
        let server = ServerIdentity(
            hostName: ResolvedHostName(try HostName("leaf.example.com"), from: .entered), lan1: LANPort())
        return Judgement(
            set, for: server, level: level, clock: IgnitionClock(reading: set.identity.contents.notBefore))
    }

    private static let noSignature =
        "\"leaf.example.com\" does not allow its key to sign, which TLS 1.3 and ECDHE need: some clients (GnuTLS) refuse it"
    private static let noUse = "\"leaf.example.com\" does not allow its key to be used for TLS"
    private static let gated =
        "\"leaf.example.com\" is for Server Gated Crypto, and not for a server by name: some clients (GnuTLS) refuse it"

    @Test(
        "the key usages and purposes that OpenSSL takes for a server's pass, and where other clients refuse them with a warning",
        arguments: [
            ("digitalSignature", "serverAuth", nil, true), ("keyEncipherment", "serverAuth", noSignature, true),
            ("keyAgreement", "serverAuth", noSignature, true),
            ("digitalSignature,keyEncipherment", "serverAuth", nil, true),
            ("keyEncipherment,dataEncipherment", "serverAuth", noSignature, true),
            ("nonRepudiation", "serverAuth", noUse, false), ("dataEncipherment", "serverAuth", noUse, false),
            ("keyCertSign", "serverAuth", noUse, false), ("cRLSign", "serverAuth", noUse, false),
            ("encipherOnly", "serverAuth", noUse, false), ("decipherOnly", "serverAuth", noUse, false),
            ("digitalSignature", "1.3.6.1.4.1.311.10.3.3", gated, true),
            ("digitalSignature", "2.16.840.1.113730.4.1,clientAuth", gated, true),
            ("digitalSignature", "anyExtendedKeyUsage,1.3.6.1.4.1.311.10.3.3", gated, true),
            ("digitalSignature", "serverAuth,1.3.6.1.4.1.311.10.3.3", nil, true),
            (
                "digitalSignature", "clientAuth",
                "\"leaf.example.com\" is for Client Authentication only, not for a server", false
            ),
        ] as [(String, String, String?, Bool)])
    func usages(usage: String, purposes: String, sentence: String?, passes: Bool) throws {
        let chains = try OddChains()
        let names = "subjectAltName=DNS:leaf.example.com"
        let judgement = try judge(chains, leaf: "keyUsage=\(usage)\\nextendedKeyUsage=\(purposes)\\n\(names)")
        #expect(judgement.refusals.map(\.problem) == (passes ? [] : [sentence]))
        #expect(judgement.warnings == (passes ? [sentence].compactMap(\.self) : []))
        #expect(try chains.isTaken("leaf", by: "middle", from: "root") == passes)
    }

    @Test("an authority for Server Gated Crypto issues for servers, as OpenSSL has it")
    func gatedAuthority() throws {
        let chains = try OddChains()
        let judgement = try judge(
            chains, leaf: "\(Self.leaf)\\nextendedKeyUsage=serverAuth",
            middle: "basicConstraints=critical,CA:TRUE\\nextendedKeyUsage=2.16.840.1.113730.4.1")
        #expect(judgement.refusals == [] && judgement.warnings == [])
        #expect(try chains.isTaken("leaf", by: "middle", from: "root"))
    }

    @Test(
        "any purpose without that of a server does not pass, whatever is beside it",
        arguments: [
            ("anyExtendedKeyUsage", true), ("anyExtendedKeyUsage,clientAuth", true),
            ("anyExtendedKeyUsage,serverAuth", false), ("serverAuth", false),
        ])
    func anyPurpose(_ purposes: String, _ isRefused: Bool) throws {
        let extensions = "\(Self.leaf)\\nextendedKeyUsage=\(purposes)"
        let judgement = try judge(leaf: extensions)
        let sentence =
            "\"leaf.example.com\" is for any purpose, and not for a server by name: OpenSSL, curl and Firefox refuse it"
        #expect(
            judgement.refusals
                == (isRefused
                    ? [
                        Refusal(
                            sentence, hint: "ask the certificate authority for a certificate with Server Authentication"
                        )
                    ] : []))
        #expect(judgement.warnings.contains(sentence) == false)
        let low = try judge(leaf: extensions, CheckLevel(name: "low"))
        #expect(low.refusals == [] && low.warnings.contains(sentence) == isRefused)
    }

    @Test("a negative serial number is a warning, of an authority as well", arguments: [true, false])
    func negativeSerial(isLeaf: Bool) throws {
        let negative = "-set_serial -0x5a"
        let judgement = try judge(
            leaf: "\(Self.leaf)\\nextendedKeyUsage=serverAuth", options: isLeaf ? negative : "",
            middleOptions: isLeaf ? "" : negative)
        #expect(judgement.refusals == [])
        let name = isLeaf ? "leaf.example.com" : "Middle"
        #expect(
            judgement.warnings == [
                "\"\(name)\" has a negative serial number, which some clients (Go, Python's cryptography) refuse"
            ])
        let found = judgement.certificates.flatMap(\.table.rows).filter { $0.finding != nil }
        #expect(found.map(\.field) == [.serialNumber])
    }

    @Test(
        "constraints of a kind that OpenSSL does not know are refused for that, and not for the name",
        arguments: [
            (
                "otherName:1.3.6.1.4.1.311.20.2.3;UTF8:@example.com",
                "otherName:1.3.6.1.4.1.311.20.2.3;UTF8:pbx@example.com"
            ),
            ("RID:1.2.3.4", "RID:1.2.3.4"),
        ])
    func constraints(_ permitted: String, _ name: String) throws {
        let judgement = try judge(
            leaf: "\(Self.leaf),\(name)\\nextendedKeyUsage=serverAuth",
            middle: "basicConstraints=critical,CA:TRUE\\nnameConstraints=critical,permitted;\(permitted)")
        #expect(
            judgement.refusals == [
                Refusal(
                    "\"leaf.example.com\" cannot be checked against the name constraints of \"Middle\": OpenSSL knows no "
                        + "constraints of that kind (unsupported name constraint type)",
                    hint: "ask for a certificate issued by an authority without them")
            ])
    }
}
